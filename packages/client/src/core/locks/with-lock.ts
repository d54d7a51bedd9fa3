import type { Locks } from '../platform/platform.ts'

interface LockOptions {
  locks: Locks | undefined
  name: string
  /** Wait for the lock, instead of doing nothing when another holds it. */
  wait: boolean
  /** Gives the lock back at once, whatever the work is doing: a frozen page must not hold it. */
  signal: AbortSignal
}

/**
 * Runs `work`, which must not reject, under the lock, or with `false` where there are no locks. When another holds it
 * and `wait` is false, it does not run.
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
    // Locks are there but forbidden (a sandboxed frame), or waiting was aborted.
    if (!ran && !signal.aborted) await run(false)
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
