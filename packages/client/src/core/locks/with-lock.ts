import type { Locks } from '../platform/platform.ts'

interface LockOptions {
  locks: Locks | undefined
  name: string
  /** Whether to wait if the lock is taken. If not, `work` does not run. */
  wait: boolean
  /** Releases the lock at once, even if `work` is still running: a frozen page must not hold a lock. */
  signal: AbortSignal
}

/**
 * Runs `work` while holding the lock. Without Web Locks it runs `work(false)`. If the lock is taken and `wait` is
 * false, `work` does not run. `work` must not reject.
 */
export async function withLock(
  options: LockOptions,
  work: (isLocked: boolean) => Promise<void>,
): Promise<void> {
  const { locks, name, wait, signal } = options
  let ran = false
  const run = async (isLocked: boolean) => {
    ran = true
    await Promise.race([work(isLocked), aborted(signal)])
  }
  if (!locks) return run(false)
  try {
    await locks.request(name, wait ? { signal } : { ifAvailable: true }, async lock => {
      if (lock) await run(true)
    })
  } catch {
    // Web Locks are blocked (in a sandboxed frame), or the wait was aborted.
    if (!ran && !signal.aborted) await run(false)
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
