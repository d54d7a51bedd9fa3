import type { Locks } from '../platform/platform.ts'

interface LockOptions {
  locks: Locks | undefined
  name: string
  /** Whether to wait for the lock if another page holds it. */
  wait: boolean
  /**
   * Ends the wait for the lock, or releases the lock even if `work` is still running. A frozen page must not hold a lock.
   */
  signal: AbortSignal
}

/**
 * Runs `work(true)` while holding the lock, or `work(false)` if Web Locks are missing or blocked. `work` does not run if
 * another page holds the lock and `wait` is false, or if `signal` aborts during the wait. `work` must not reject.
 *
 * Resolves when `work` has ended or `signal` aborts.
 */
export async function withLock(
  options: LockOptions,
  work: (isLocked: boolean) => Promise<void>,
): Promise<void> {
  const { locks, name, wait, signal } = options
  let hasRun = false
  const run = async (isLocked: boolean) => {
    hasRun = true
    await Promise.race([work(isLocked), aborted(signal)])
  }
  if (!locks) return run(false)
  try {
    await locks.request(name, wait ? { signal } : { ifAvailable: true }, async lock => {
      if (lock) await run(true)
    })
  } catch {
    // Web Locks are blocked (in a sandboxed frame), or the wait was aborted.
    if (!hasRun && !signal.aborted) await run(false)
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
