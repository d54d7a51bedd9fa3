import type { FlagExpiry, FlagReading, FlagWatch, FlagWatchContext, ReadFlag } from '../plan/flag-source.ts'
import { openTestClient, type TestClient, type TestClientOptions } from './open-test-client.ts'

export interface FlaggedClient extends TestClient {
  /** The flag now says this: to everyone, or to each subject. */
  set: (next: FlagReading | ReadFlag, readAt?: number) => void
  fail: (message: string) => void
  isWatched: () => boolean
  refreshes: () => number
}

/** A client whose flag is set by hand. */
export function openFlagged(
  given: TestClientOptions & { expiry?: FlagExpiry; watch?: Partial<FlagWatch> } = {},
): FlaggedClient {
  let context: FlagWatchContext | undefined
  let refreshes = 0
  const opened = openTestClient({
    ...given,
    options: {
      ...given.options,
      flags: {
        ...given.expiry,
        watch(given_) {
          context = given_
          return { refresh: () => void refreshes++, stop: () => {}, ...given.watch }
        },
      },
    },
  })
  return {
    ...opened,
    set: (next, readAt) => context?.onReading(typeof next === 'function' ? next : () => next, readAt),
    fail: message => context?.onOutage(new Error(message)),
    isWatched: () => context !== undefined,
    refreshes: () => refreshes,
  }
}
