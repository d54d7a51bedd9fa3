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
 * `held`: this page holds the lock. `taken`: another page holds it. `missing`: Web Locks are missing, are blocked or do not
 * answer.
 */
export type LockState = 'held' | 'taken' | 'missing'

/**
 * Tries to acquire a Web Lock, then runs `work`, and releases the lock. Does not run `work` if `signal` aborts before.
 * Resolves when `work` has ended or `signal` aborts. Rejects if `work` rejects before.
 */
export async function withLock(
  { platform, locks, name, withinMs, signal }: LockOptions,
  work: (state: LockState) => Promise<void>,
): Promise<void> {
  let state: LockState = 'missing'
  let release: (() => void) | undefined
  try {
    release = locks && (await waitForLock(platform, locks, [name], withinMs, signal))
    if (locks) state = release ? 'held' : 'taken'
  } catch {
    // Web Locks are blocked, as in a sandboxed frame, or do not answer.
  }
  try {
    if (!signal.aborted) await untilAborted(work(state), signal)
  } finally {
    release?.()
  }
}

const untilAborted = (work: Promise<void>, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const end = () => resolve()
    signal.addEventListener('abort', end)
    // The signal lives as long as the client, so each flush would leave a listener behind.
    void work.then(end, reject).finally(() => signal.removeEventListener('abort', end))
  })
