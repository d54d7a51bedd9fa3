import type { Locks } from '../platform/platform.ts'

interface LockOptions {
  locks: Locks | undefined
  name: string
  /** Wait for the lock, instead of doing nothing when another holds it. */
  wait: boolean
  /** Gives the lock back at once, whatever the work is doing: a frozen page must not hold it. */
  signal: AbortSignal
}

/** Runs `work`, which must not reject, under the lock; without locks it just runs. When another holds it and `wait` is false, it does not run. */
export async function withLock(options: LockOptions, work: () => Promise<void>): Promise<void> {
  const { locks, name, wait, signal } = options
  let ran = false
  const run = async () => {
    ran = true
    await Promise.race([work(), aborted(signal)])
  }
  if (!locks) return run()
  try {
    await locks.request(name, wait ? { signal } : { ifAvailable: true }, async lock => {
      if (lock) await run()
    })
  } catch {
    // Locks are there but forbidden (a sandboxed frame), or waiting was aborted. The ledger counts once without them.
    if (!ran && !signal.aborted) await run()
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
