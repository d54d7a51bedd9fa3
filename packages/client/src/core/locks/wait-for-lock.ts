import type { Locks, Platform } from '../platform/platform.ts'
import { tryLock } from './try-lock.ts'

/** The time between two attempts, in milliseconds. */
const TRY_EVERY_MS = 50

/**
 * Acquires the first free lock of `names`. Tries once, and again until `withinMs` have passed. Resolves with a function
 * that releases the lock, or with `undefined` if none became free in time or `signal` aborted. Rejects if Web Locks do not
 * work in this context.
 *
 * It polls instead of queueing for a lock. A page with queued lock requests cannot enter the bfcache, and Chromium may
 * end it before it receives `pagehide`.
 */
export async function waitForLock(
  platform: Pick<Platform, 'setTimer' | 'monotonic'>,
  locks: Locks,
  names: readonly string[],
  withinMs: number,
  signal: AbortSignal,
): Promise<(() => void) | undefined> {
  const end = platform.monotonic() + withinMs
  while (!signal.aborted) {
    for (const name of names) {
      const release = await tryLock(platform, locks, name)
      if (release && !signal.aborted) return release
      release?.()
    }
    if (platform.monotonic() >= end) break
    await new Promise<void>(resolve => platform.setTimer(resolve, TRY_EVERY_MS))
  }
  return undefined
}
