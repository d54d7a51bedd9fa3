import { DrainTimeoutError } from './drain-timeout-error.ts'

/** Lets callers wait until a given number of log entries is in the engine. */
export interface DrainWaiters {
  /** The number of callers that wait. */
  count(): number
  /**
   * Resolves when `target` entries are in the engine. Rejects with DrainTimeoutError after `timeoutMs`. The error's
   * cause is the last failure, if there is one.
   */
  wait(target: number, timeoutMs: number): Promise<void>
  /** Ends the waits whose target is at most `entries`, the number of entries that are in the engine. */
  release(entries: number): void
}

interface Waiter {
  target: number
  resolve(): void
}

export function createDrainWaiters(failure: () => unknown): DrainWaiters {
  const waiters = new Set<Waiter>()
  return {
    count: () => waiters.size,
    wait: (target, timeoutMs) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiters.delete(waiter)
          const cause = failure() ?? undefined
          const why = cause instanceof Error ? `: ${cause.message}` : ''
          reject(
            new DrainTimeoutError(`The engine did not store the log within ${timeoutMs} ms${why}`, { cause }),
          )
        }, timeoutMs)
        const waiter: Waiter = {
          target,
          resolve() {
            clearTimeout(timer)
            resolve()
          },
        }
        waiters.add(waiter)
      }),
    release(entries) {
      for (const waiter of waiters) {
        if (waiter.target > entries) continue
        waiters.delete(waiter)
        waiter.resolve()
      }
    },
  }
}
