import { limitTime } from '../../core/async/limit-time.ts'
import type { Model, ShadowCall } from '../../core/model/model.ts'
import type { Platform } from '../../core/platform/platform.ts'
import type { Answer } from '../call/answer.ts'
import { copyOutput } from '../call/copy-output.ts'
import { timeCall } from '../call/time-call.ts'
import type { Run } from './create-runs.ts'

export interface PendingShadowCall<Output> {
  /** Resolves with the answer, after `timeoutMs` at the latest. Resolves with `undefined` if the run was abandoned. */
  answer: Promise<Answer<Output> | undefined>
  /** Resolves when the model has settled, which can be long after the timeout if it ignores its signal. */
  settled: Promise<void>
}

const ignore = (): undefined => undefined

/** Makes a shadow call. Neither promise rejects. */
export function callShadow<Input, Output>(
  model: Model<Input, Output>,
  input: Input,
  shadow: ShadowCall,
  options: { run: Run; timeoutMs: number; platform: Pick<Platform, 'monotonic' | 'setTimer'> },
): PendingShadowCall<Output> {
  const { run, timeoutMs, platform } = options
  // Each call has its own limit, so that its timeout does not abort other calls of the run.
  const limit = limitTime(platform, timeoutMs, run.signal)
  const { promise, toAnswer } = timeCall(platform, model, input, { signal: limit.signal, shadow })
  return {
    answer: new Promise(resolve => {
      run.signal.addEventListener('abort', () => resolve(undefined))
      void limit.race(promise).then(ended => resolve(copyOutput(toAnswer(ended))))
    }),
    settled: promise.then(ignore, ignore),
  }
}
