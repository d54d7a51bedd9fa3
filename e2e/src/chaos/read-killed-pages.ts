import type { BrowserContext } from 'playwright'
import { logPrefix } from '../../pages/harness/page-log.ts'

/** The log of the pages that ended without a `pagehide` event. */
export interface KilledPages {
  /** The ids of the inputs that were predicted. */
  asked: string[]
  /** The ids of the finished pairs, by page. */
  finished: string[][]
}

/**
 * Chromium sometimes evicts a page while it moves it to the bfcache, because of a message or a transaction of another
 * tab. It then ends the page before its `pagehide` event. Such a page may lose as much as a killed one.
 */
export async function readKilledPages(
  browser: BrowserContext,
  origin: string,
  experiment: string,
): Promise<KilledPages> {
  const page = await browser.newPage()
  await page.goto(`${origin}/blank.html`)
  const entries = await page.evaluate(() => Object.entries(localStorage))
  await page.close()
  const prefix = logPrefix(experiment)
  const of = (kind: string) =>
    entries
      .filter(([key]) => key.startsWith(`${prefix}${kind}/`))
      .map(([key, load]) => ({ id: key.slice(`${prefix}${kind}/`.length), load: String(load) }))
  const left = new Set(of('left').map(({ id }) => id))
  const isKilled = ({ load }: { load: string }) => !left.has(load)
  const finished = Map.groupBy(of('finished').filter(isKilled), ({ load }) => load)
  return {
    asked: of('asked')
      .filter(isKilled)
      .map(({ id }) => id),
    finished: [...finished.values()].map(pairs => pairs.map(({ id }) => id)),
  }
}
