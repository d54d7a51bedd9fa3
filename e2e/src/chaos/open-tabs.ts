import type { BrowserContext, Page } from 'playwright'
import { type ChaosConfig, chaosUrl } from '../../pages/chaos/config.ts'
import type { World } from '../world.ts'
import { type Exit, TABS } from './schedule.ts'

/** A tab opens slowly under load. */
const READY_MS = 120_000

/** The tabs of one browser. All have the same app. */
export interface Tabs {
  /** Opens a tab in place of each one that was left. */
  fill(): Promise<void>
  leave(tab: number, way: Exit): Promise<void>
  leaveAll(): Promise<void>
  /** Sets the clock in the open tabs and in those that are opened later. */
  setClock(offMs: number): Promise<void>
  /** The names of all pages so far, with the time when each was left, in milliseconds since the epoch. */
  leftAt: ReadonlyMap<string, number | null>
}

const isReady = (page: Page): Promise<unknown> =>
  // The default polls at each frame, and a tab in the background has no frames.
  page.waitForFunction(() => window.chaos !== undefined, undefined, { timeout: READY_MS, polling: 50 })

/** Manages the tabs of `browser`. `name` is the prefix of the pages' names. Each page has its own seed. */
export function openTabs(
  world: World,
  browser: BrowserContext,
  options: { name: string; seed: number; clients: ChaosConfig['clients']; clockMs?: number },
): Tabs {
  const open: ({ page: Page; name: string } | undefined)[] = Array.from({ length: TABS })
  const leftAt = new Map<string, number | null>()
  let clockMs = options.clockMs ?? 0
  let opened = 0

  const next = (): { url: string; name: string } => {
    const name = `${options.name}t${++opened}`
    leftAt.set(name, null)
    const url = chaosUrl(world.origin, {
      tab: name,
      seed: options.seed + opened,
      clients: options.clients,
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
    // Closes it as a user does, so that the page gets its events.
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
