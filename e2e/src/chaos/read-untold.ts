import type { BrowserContext } from 'playwright'
import { logPrefix } from '../../pages/harness/page-log.ts'

/** What stands in the log of pages that were ended without being told that they are left. */
export interface Untold {
  /** Inputs that were predicted. */
  asked: string[]
  /** Ids of the pairs that were complete, by page. */
  finished: string[][]
}

/**
 * Now and then Chromium evicts a page on its way into the bfcache, and ends it before its `pagehide`: another tab's
 * message or transaction came between. Such a page was killed, and Law 2 says what it may lose.
 */
export async function readUntold(
  browser: BrowserContext,
  origin: string,
  experiment: string,
): Promise<Untold> {
  const page = await browser.newPage()
  await page.goto(`${origin}/blank.html`)
  const entries = await page.evaluate(() => Object.entries(localStorage))
  await page.close()
  const prefix = logPrefix(experiment)
  const of = (kind: string) =>
    entries
      .filter(([key]) => key.startsWith(`${prefix}${kind}/`))
      .map(([key, load]) => ({ id: key.slice(`${prefix}${kind}/`.length), load: String(load) }))
  const told = new Set(of('left').map(({ id }) => id))
  const isUntold = ({ load }: { load: string }) => !told.has(load)
  const finished = Map.groupBy(of('finished').filter(isUntold), ({ load }) => load)
  return {
    asked: of('asked')
      .filter(isUntold)
      .map(({ id }) => id),
    finished: [...finished.values()].map(pairs => pairs.map(({ id }) => id)),
  }
}
