import { FlagOutageError } from '../flag-outage-error.ts'
import type { FlagSource, FlagWatch, FlagWatchContext } from '../flag-source.ts'

/** The delay before the next attempt if a source cannot be watched, for example because its code failed to load. */
const RETRY_MS = 30_000

/**
 * Watches a source. If that fails, reports an outage and returns a watch that calls `retry` after 30 s, or earlier when the
 * watch is refreshed. Never rejects.
 */
export async function openWatch(
  source: FlagSource,
  context: FlagWatchContext,
  retry: () => void,
): Promise<FlagWatch> {
  try {
    return await source.watch(context)
  } catch (cause) {
    context.onOutage(new FlagOutageError('unreachable', 'The flags could not be watched', { cause }))
    const stop = context.platform.setTimer(retry, RETRY_MS)
    return {
      refresh() {
        stop()
        retry()
      },
      stop,
    }
  }
}
