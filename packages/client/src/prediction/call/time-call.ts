import type { Settled } from '../../core/async/tap.ts'
import type { CallContext, CallFacts, Model } from '../../core/model/model.ts'
import type { CorePlatform } from '../../core/platform/platform.ts'
import type { Answer } from './answer.ts'
import { callModel } from './call-model.ts'

interface TimedCall<Output> {
  promise: Promise<Output>
  /** Returns the answer for this result of the call, with the duration until now and the facts reported until now. */
  toAnswer: (ended: Settled<Output> | { status: 'timeout' }) => Answer<Output>
}

/** Calls a model synchronously, measures the duration and collects the facts that the model reports with `note`. */
export function timeCall<Input, Output>(
  platform: Pick<CorePlatform, 'monotonic'>,
  model: Model<Input, Output>,
  input: Input,
  context: Omit<CallContext, 'note'>,
): TimedCall<Output> {
  const noted: CallFacts = {}
  const startedAt = platform.monotonic()
  const note = (facts: CallFacts) => Object.assign(noted, facts)
  return {
    promise: callModel(model, input, { ...context, note }),
    toAnswer(ended) {
      let isAborted: boolean | undefined
      try {
        isAborted = context.signal?.aborted
      } catch {
        // An app without TypeScript may pass something that is not a signal.
      }
      return {
        // An abort by the caller is not an error of the model.
        ...(ended.status === 'error' && isAborted ? { status: 'aborted' } : ended),
        durationMs: platform.monotonic() - startedAt,
        facts: { ...noted },
      }
    },
  }
}
