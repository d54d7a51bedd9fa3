import type { BrowserContext, Page } from 'playwright'
import { type ChaosConfig, chaosUrl } from '../../pages/chaos/config.ts'
import type { World } from '../world.ts'
import { type Exit, TABS } from './schedule.ts'

/** Under load a tab comes up slowly; how fast is not what is tested. */
const READY_MS = 120_000

/** The tabs of one browser, all of the same app. */
export interface Tabs {
  /** Opens those that are missing. */
  fill(): Promise<void>
  leave(tab: number, way: Exit): Promise<void>
  leaveAll(): Promise<void>
  /** In the open tabs and in those opened later. */
  setClock(offMs: number): Promise<void>
  /** Names of the pages that were opened so far, and when each was left: ms since the epoch. */
  leftAt: ReadonlyMap<string, number | null>
}

const isReady = (page: Page): Promise<unknown> =>
  // Not at each frame, the default: a tab in the background draws none.
  page.waitForFunction(() => window.chaos !== undefined, undefined, { timeout: READY_MS, polling: 50 })

/** `name` begins the names of the pages; each draws from a seed of its own. */
export function openTabs(
  world: World,
  browser: BrowserContext,
  orders: { name: string; seed: number; clients: ChaosConfig['clients']; clockMs?: number },
): Tabs {
  const open: ({ page: Page; name: string } | undefined)[] = Array.from({ length: TABS })
  const leftAt = new Map<string, number | null>()
  let clockMs = orders.clockMs ?? 0
  let opened = 0

  const next = (): { url: string; name: string } => {
    const name = `${orders.name}t${++opened}`
    leftAt.set(name, null)
    const url = chaosUrl(world.origin, {
      tab: name,
      seed: orders.seed + opened,
      clients: orders.clients,
      liveUrl: `${world.origin}/v1/predict`,
      candidateUrl: `${world.origin}/v2/predict`,
      flagsUrl: `${world.origin}/flags.json`,
      clockMs,
    })
    return { url, name }
  }
  const leave = async (tab: number, way: Exit): Promise<void> => {
    const it = open[tab]
    if (!it) return
    open[tab] = undefined
    const { page } = it
    if (way === 'reload') {
      const { url, name } = next()
      await page.goto(url)
      leftAt.set(it.name, Date.now())
      await isReady(page)
      open[tab] = { page, name }
      return
    }
    if (way === 'elsewhere') await page.goto(`${world.elsewhere}/blank.html`)
    const closed = page.waitForEvent('close')
    // As a user does: the page hears of it.
    await page.close({ runBeforeUnload: true })
    await closed
    leftAt.set(it.name, Date.now())
  }
  return {
    leftAt,
    leave,
    async fill() {
      for (let tab = 0; tab < TABS; tab++) {
        if (open[tab]) continue
        const { url, name } = next()
        const page = await browser.newPage()
        await page.goto(url)
        await isReady(page)
        open[tab] = { page, name }
      }
    },
    async leaveAll() {
      for (let tab = 0; tab < TABS; tab++) await leave(tab, 'close')
    },
    async setClock(offMs) {
      clockMs = offMs
      await Promise.all(open.map(async it => it?.page.evaluate(ms => window.chaos!.setClock(ms), offMs)))
    },
  }
}
