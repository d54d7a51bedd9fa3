import { tryLock } from '../../core/locks/try-lock.ts'
import type { Locks, Platform } from '../../core/platform/platform.ts'

/** Milliseconds between two tries. */
const TRY_EVERY_MS = 50

/**
 * Takes the first of `names` that is free across all tabs of this origin. Returns how to give it back, `undefined` when
 * `signal` aborted before. Where locks do not work (an opaque origin) the slot is granted: then only the tab's own count
 * holds.
 *
 * It asks again and again instead of queueing for a lock: a page that is left while its locks are fought over is not
 * kept in the bfcache, and Chromium may end it before it hears that it is left.
 */
export async function takeSharedSlot(
  { setTimer }: Pick<Platform, 'setTimer'>,
  locks: Locks,
  names: readonly string[],
  signal: AbortSignal,
): Promise<(() => void) | undefined> {
  try {
    while (!signal.aborted) {
      for (const name of names) {
        const release = await tryLock(locks, name)
        if (release && !signal.aborted) return release
        release?.()
      }
      await new Promise<void>(resolve => setTimer(resolve, TRY_EVERY_MS))
    }
    return undefined
  } catch {
    return () => {}
  }
}
