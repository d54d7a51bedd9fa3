import type { Platform } from '../platform/platform.ts'
import { waitForLock } from './wait-for-lock.ts'

interface LockOptions {
  platform: Pick<Platform, 'setTimer' | 'monotonic'>
  locks: Platform['locks']
  name: string
  /** How long to wait for the lock if another page holds it. */
  withinMs: number
  /**
   * Ends the wait for the lock, or releases the lock even if `work` is still running. A frozen page must not hold a lock.
   */
  signal: AbortSignal
}

/**
 * Tries to acquire a Web Lock, then runs `work`, and releases the lock. `isTaken`: another page holds it. If neither
 * `isHeld` nor `isTaken` is true, Web Locks are missing, are blocked or do not answer. Does not run `work` if `signal`
 * aborts before.
 *
 * Resolves when `work` has ended or `signal` aborts. Rejects if `work` rejects before.
 */
export async function withLock(
  { platform, locks, name, withinMs, signal }: LockOptions,
  work: (isHeld: boolean, isTaken: boolean) => Promise<void>,
): Promise<void> {
  let isTaken = false
  let release: (() => void) | undefined
  if (locks) {
    try {
      release = await waitForLock(platform, locks, [name], withinMs, signal)
      isTaken = !release
    } catch {
      // Web Locks are blocked, as in a sandboxed frame, or do not answer.
    }
  }
  try {
    if (!signal.aborted) await untilAborted(work(!!release, isTaken), signal)
  } finally {
    release?.()
  }
}

const untilAborted = (work: Promise<void>, signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', resolve)
    // The signal lives as long as the client, so each flush would leave a listener behind.
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', resolve))
  })
