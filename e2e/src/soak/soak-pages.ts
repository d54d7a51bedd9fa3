import { setTimeout as sleep } from 'node:timers/promises'
import type { Status } from '@shadow-mode/client'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import type { BrowserContext, CDPSession, Page } from 'playwright'
import type { SoakConfig } from '../../pages/soak/config.ts'
import { soakUrl } from '../../pages/soak/config.ts'
import type { Soak } from '../../pages/soak/main.ts'
import { type Sample, samplePage } from './sample-page.ts'

declare global {
  interface Window {
    soak?: Soak
  }
}

/** A page that predicts all the time. */
export interface SoakPage {
  config: SoakConfig
  page: Page
  session: CDPSession
  samples: Sample[]
}

export async function openSoakPage(
  browser: BrowserContext,
  origin: string,
  config: SoakConfig,
): Promise<SoakPage> {
  const page = await browser.newPage()
  await page.goto(soakUrl(origin, config))
  await page.waitForFunction(() => window.soak !== undefined, undefined, { polling: 50 })
  const session = await browser.newCDPSession(page)
  await session.send('HeapProfiler.enable')
  return { config, page, session, samples: [] }
}

/** Samples all pages in turn, `count` times. */
export async function takeSamples(pages: readonly SoakPage[], count: number, everyMs: number): Promise<void> {
  const start = Date.now()
  for (let n = 1; n <= count; n++) {
    await sleep(Math.max(0, start + n * everyMs - Date.now()))
    for (const { session, samples } of pages) samples.push(await samplePage(session))
  }
}

/** Ends the predictions, and flushes until nothing is left. Resolves to the page's status. */
export async function endSoakPage({ page }: SoakPage): Promise<Status> {
  await page.evaluate(() => window.soak!.stop())
  const flushed = () =>
    page.evaluate(async () => {
      await window.soak!.flush()
      return window.soak!.status()
    })
  let status = await flushed()
  await until(
    async () => {
      status = await flushed()
      return status.queued + status.running === 0
    },
    () => `everything is delivered, status ${JSON.stringify(status)}`,
  )
  return status
}
