import { tryLock } from '../../core/locks/try-lock.ts'
import type { Locks, Platform } from '../../core/platform/platform.ts'

/** The time between two attempts, in milliseconds. */
const TRY_EVERY_MS = 50

/**
 * Acquires the first free lock of `names`, which all tabs of this origin share. Returns a function that releases it, or
 * `undefined` if `signal` aborts first. If Web Locks do not work (on an opaque origin), it succeeds without a lock, so that
 * only the limit of this tab applies.
 *
 * It polls instead of queueing for a lock. A page with queued lock requests cannot enter the bfcache, and Chromium may
 * end it before it receives `pagehide`.
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
