import type { BrowserContext } from 'playwright'
import { logPrefix } from '../pages/harness/page-log.ts'
import { storageKeys } from './storage-keys.ts'

/** What the pages of an origin wrote down themselves. */
export interface LoggedEvents {
  /** The inputs that were predicted. */
  asked: string[]
  /** The ids of the pairs that were complete. */
  finished: string[]
  /** The inputs for which SDK and bare model agreed. */
  agreed: string[]
  /** How they differed. */
  differed: string[]
  /** What failed outside and was contained. */
  problems: string[]
  /** One entry for each time that a page was left. */
  left: string[]
}

/** Reads the pages' log of an experiment through a page that has no SDK. */
export async function readLog(
  browser: BrowserContext,
  origin: string,
  experiment: string,
): Promise<LoggedEvents> {
  const keys = await storageKeys(browser, origin)
  const of = (kind: string): string[] => {
    const prefix = `${logPrefix(experiment)}${kind}/`
    return keys
      .filter(key => key.startsWith(prefix))
      .map(key => key.slice(prefix.length))
      .toSorted()
  }
  return {
    asked: of('asked'),
    finished: of('finished'),
    agreed: of('agreed'),
    differed: of('differed'),
    problems: of('problem'),
    left: of('left'),
  }
}
