import { FlagOutageError } from '../flag-outage-error.ts'
import type { FlagSource, FlagWatch, FlagWatchContext } from '../flag-source.ts'

/** A source that cannot be watched, such as one whose code did not load, is tried again after this long. */
const RETRY_MS = 30_000

/** The watch of a source; where it fails, one that only waits to be tried `again`. */
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
