import { namedError } from '../errors/named-error.ts'
import type { CorePlatform } from '../platform/platform.ts'
import { type Settled, tap } from './tap.ts'

export interface TimeLimit {
  /** Aborts with the outer one and its reason, or when the time has passed. */
  signal: AbortSignal
  /** How the promise settles in this time. Ends the limit; never rejects. */
  race<Output>(promise: Promise<Output>): Promise<Settled<Output> | { status: 'timeout' }>
}

/** Limits a call, whether it heeds the signal or not. */
export function limitTime(
  platform: Pick<CorePlatform, 'setTimer'>,
  timeoutMs: number,
  outer: AbortSignal | undefined,
): TimeLimit {
  const controller = new AbortController()
  const follow = () => controller.abort(outer?.reason)
  try {
    // Also after a timeout nothing is left at it: the call may hang for ever, and an app may have one signal for all.
    outer?.addEventListener('abort', follow, { signal: controller.signal })
    if (outer?.aborted) follow()
  } catch {
    // From JavaScript, and no signal: there is nothing to follow.
  }
  return {
    signal: controller.signal,
    race: promise =>
      new Promise(resolve => {
        const cancel = platform.setTimer(() => {
          resolve({ status: 'timeout' })
          controller.abort(namedError('TimeoutError', `No answer within ${timeoutMs} ms`))
        }, timeoutMs)
        tap(promise, settled => {
          resolve(settled)
          cancel()
          outer?.removeEventListener('abort', follow)
        }).catch(noop)
      }),
  }
}

const noop = () => {}
