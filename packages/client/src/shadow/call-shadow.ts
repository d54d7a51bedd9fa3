import { namedError } from '../errors/named-error.ts'
import { callModel } from '../model/call-model.ts'
import type { CallFacts, Model, ShadowCall } from '../model/model.ts'
import type { Platform } from '../platform/platform.ts'
import type { Answer } from '../predict/answer.ts'
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
  const noted: CallFacts = {}
  // Of this call alone: its timeout must not end another of the same run.
  const controller = new AbortController()
  const startedAt = platform.monotonic()
  const taken = () => ({ durationMs: platform.monotonic() - startedAt, facts: { ...noted } })
  const promise = callModel(model, input, {
    signal: controller.signal,
    shadow,
    note: facts => void Object.assign(noted, facts),
  })
  const answer = new Promise<Answer<Output> | undefined>(resolve => {
    const cancelTimer = platform.setTimer(() => {
      resolve({ status: 'timeout', ...taken() })
      controller.abort(namedError('TimeoutError', `Shadow call took longer than ${timeoutMs} ms`))
    }, timeoutMs)
    const settle = (given: Answer<Output> | undefined) => {
      cancelTimer()
      resolve(given)
    }
    run.signal.addEventListener('abort', () => {
      settle(undefined)
      controller.abort(run.signal.reason)
    })
    promise.then(
      output => settle({ status: 'ok', output, ...taken() }),
      error => settle({ status: 'error', error, ...taken() }),
    )
  })
  const settled = promise.then(ignore, ignore)
  return { answer, settled }
}
