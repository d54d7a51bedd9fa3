import { limitTime } from '../../core/async/limit-time.ts'
import type { Model, ShadowCall } from '../../core/model/model.ts'
import type { Platform } from '../../core/platform/platform.ts'
import type { Answer } from '../call/answer.ts'
import { timeCall } from '../call/time-call.ts'
import type { Run } from './create-runs.ts'

export interface ShadowCalling<Output> {
  /** How the call ended, at the latest after `timeoutMs`; `undefined` when the run was abandoned. */
  answer: Promise<Answer<Output> | undefined>
  /** Fulfils when the model itself has settled: one that ignores its signal may do so long after its timeout. */
  settled: Promise<void>
}

const ignore = (): undefined => undefined

/** Calls a model in the shadow. Neither promise ever rejects. */
export function callShadow<Input, Output>(
  model: Model<Input, Output>,
  input: Input,
  shadow: ShadowCall,
  options: { run: Run; timeoutMs: number; platform: Pick<Platform, 'monotonic' | 'setTimer'> },
): ShadowCalling<Output> {
  const { run, timeoutMs, platform } = options
  // Of this call alone: its timeout must not end another of the same run.
  const limit = limitTime(platform, timeoutMs, run.signal)
  const { promise, answer } = timeCall(platform, model, input, { signal: limit.signal, shadow })
  return {
    answer: new Promise(resolve => {
      run.signal.addEventListener('abort', () => resolve(undefined))
      void limit.race(promise).then(ended => resolve(answer(ended)))
    }),
    settled: promise.then(ignore, ignore),
  }
}
