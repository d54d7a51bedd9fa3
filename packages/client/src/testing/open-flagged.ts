import type { FlagExpiry, FlagWatch, FlagWatchContext, ReadFlag, SourceReading } from '../plan/flag-source.ts'
import { openTestClient, type TestClient, type TestClientOptions } from './open-test-client.ts'

export interface FlaggedClient extends TestClient {
  /** Sets the flag for everyone, or with a function for each subject. */
  set: (next: SourceReading | ReadFlag, readAt?: number) => void
  fail: (message: string) => void
  isWatched: () => boolean
  refreshes: () => number
}

/** Opens a client whose flag the test sets. */
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
