import { FlagOutageError } from '../flag-outage-error.ts'
import type { FlagSource, FlagWatch, FlagWatchContext } from '../flag-source.ts'

/** The retry delay if a source cannot be watched, for example because its code failed to load. */
const RETRY_MS = 30_000

/** Watches a source. If that fails, returns a watch that only calls `again` after a delay. */
export async function openWatch(
  source: FlagSource,
  context: FlagWatchContext,
  again: () => void,
): Promise<FlagWatch> {
  try {
    return await source.watch(context)
  } catch (cause) {
    context.onOutage(new FlagOutageError('unreachable', 'The flags could not be watched', { cause }))
    const stop = context.platform.setTimer(again, RETRY_MS)
    return {
      refresh() {
        stop()
        again()
      },
      stop,
    }
  }
}
