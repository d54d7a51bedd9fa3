import type { BrowserContext } from 'playwright'
import { logPrefix } from '../pages/harness/page-log.ts'
import { storageKeys } from './storage-keys.ts'

/** The events that the pages of an origin logged themselves. */
export interface LoggedEvents {
  /** The ids of the inputs that were predicted. */
  asked: string[]
  /** The ids of the finished pairs. */
  finished: string[]
  /** The ids of the inputs for which the SDK and the bare model settled alike. */
  agreed: string[]
  /** The descriptions of calls that settled differently. */
  differed: string[]
  /** The failures that the client reported. */
  problems: string[]
  /** One entry for each time that a page was left. */
  left: string[]
}

/** Reads the log of an experiment in a page without the SDK. */
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
