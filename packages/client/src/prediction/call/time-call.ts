import type { Settled } from '../../core/async/tap.ts'
import type { CallContext, CallFacts, Model } from '../../core/model/model.ts'
import type { CorePlatform } from '../../core/platform/platform.ts'
import type { Answer } from './answer.ts'
import { callModel } from './call-model.ts'

interface TimedCall<Output> {
  promise: Promise<Output>
  /** What came of it, up to now. */
  answer: (ended: Settled<Output> | { status: 'timeout' }) => Answer<Output>
}

/** Calls a model now; the time runs, and what the model notes is taken down. */
export function timeCall<Input, Output>(
  platform: Pick<CorePlatform, 'monotonic'>,
  model: Model<Input, Output>,
  input: Input,
  context: Omit<CallContext, 'note'>,
): TimedCall<Output> {
  const noted: CallFacts = {}
  const startedAt = platform.monotonic()
  const note = (facts: CallFacts) => void Object.assign(noted, facts)
  return {
    promise: callModel(model, input, { ...context, note }),
    answer(ended) {
      let isAborted: boolean | undefined
      try {
        isAborted = context.signal?.aborted
      } catch {
        // From JavaScript, and no signal.
      }
      return {
        // The caller's own abort is not an error of the model.
        ...(ended.status === 'error' && isAborted ? { status: 'aborted' } : ended),
        durationMs: platform.monotonic() - startedAt,
        facts: { ...noted },
      }
    },
  }
}
