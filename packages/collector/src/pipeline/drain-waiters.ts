import { DrainTimeoutError } from './drain-timeout-error.ts'

/** Callers that wait until a given number of log entries is in the engine. */
export interface DrainWaiters {
  count(): number
  /** Rejects with DrainTimeoutError after `timeoutMs`. The error's cause is the engine's failure. */
  wait(target: number, timeoutMs: number): Promise<void>
  /** Call it with the number of entries that are in the engine. */
  released(entries: number): void
}

interface Waiter {
  target: number
  resolve(): void
}

export function drainWaiters(failure: () => unknown): DrainWaiters {
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
            new DrainTimeoutError(`The log did not reach the engine within ${timeoutMs} ms${why}`, { cause }),
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
    released(entries) {
      for (const waiter of waiters) {
        if (waiter.target > entries) continue
        waiters.delete(waiter)
        waiter.resolve()
      }
    },
  }
}
