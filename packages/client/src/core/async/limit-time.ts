import { namedError } from '../errors/named-error.ts'
import type { CorePlatform } from '../platform/platform.ts'
import { type Settled, tap } from './tap.ts'

export interface TimeLimit {
  /** Aborts with the reason of the outer signal when that aborts, or with a `TimeoutError` when `race` times out. */
  signal: AbortSignal
  /**
   * Starts the timer. Resolves with the result of `promise`, or with `timeout` after `timeoutMs` if that comes first. Once
   * `promise` has settled, `signal` no longer follows the outer signal. Never rejects.
   */
  race<Output>(promise: Promise<Output>): Promise<Settled<Output> | { status: 'timeout' }>
}

/** Creates a time limit for one call. `race` ends in time even if the call ignores `signal`. */
export function limitTime(
  platform: Pick<CorePlatform, 'setTimer'>,
  timeoutMs: number,
  outer: AbortSignal | undefined,
): TimeLimit {
  const controller = new AbortController()
  const follow = () => controller.abort(outer?.reason)
  try {
    // A timeout also removes the listener. Otherwise, calls that never settle would pile up listeners on a shared signal.
    outer?.addEventListener('abort', follow, { signal: controller.signal })
    if (outer?.aborted) follow()
  } catch {
    // An app without TypeScript may pass something that is not a signal. The call then runs without one.
  }
  return {
    signal: controller.signal,
    race: promise =>
      new Promise(resolve => {
        const cancel = platform.setTimer(() => {
          resolve({ status: 'timeout' })
          controller.abort(namedError('TimeoutError', `Timed out after ${timeoutMs} ms`))
        }, timeoutMs)
        tap(promise, settled => {
          resolve(settled)
          cancel()
          outer?.removeEventListener('abort', follow)
        }).catch(() => undefined)
      }),
  }
}
