import { namedError } from '../errors/named-error.ts'
import type { CorePlatform } from '../platform/platform.ts'

export interface TimeLimit {
  /** Aborts with the outer one and its reason, or when the time has passed. */
  signal: AbortSignal
  /** Settles as the promise does, or rejects when the time has passed. Ends the limit. */
  race<Output>(promise: Promise<Output>): Promise<Output>
  hasPassed(): boolean
}

/** Limits a call, whether it heeds the signal or not. */
export function limitTime(
  platform: Pick<CorePlatform, 'setTimer'>,
  timeoutMs: number,
  outer: AbortSignal | undefined,
): TimeLimit {
  const controller = new AbortController()
  const { signal } = controller
  let hasPassed = false
  const follow = () => controller.abort(outer?.reason)
  outer?.addEventListener('abort', follow)
  if (outer?.aborted) follow()
  return {
    signal,
    hasPassed: () => hasPassed,
    race: promise =>
      new Promise((resolve, reject) => {
        const cancel = platform.setTimer(() => {
          hasPassed = true
          const error = namedError('TimeoutError', `No answer within ${timeoutMs} ms`)
          reject(error)
          controller.abort(error)
        }, timeoutMs)
        promise.then(resolve, reject).finally(() => {
          cancel()
          outer?.removeEventListener('abort', follow)
        })
      }),
  }
}
