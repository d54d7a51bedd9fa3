import type { Answers } from '../call/answer.ts'
import type { Prediction } from '../pair/prediction.ts'
import type { Run } from './create-runs.ts'

/** The data of a sampled prediction that was collected on the live path. */
export interface Sample<Input, Output> extends Prediction {
  run: Run
  /** A copy, which the app cannot mutate. Undefined if `lost` is `busy` or `unclonable`. */
  input: Input | undefined
  /** Why the prediction must be dropped. Undefined if it can be completed. */
  lost: 'busy' | 'unclonable' | 'record' | undefined
  /** The answers of the models that were called on the live path. Unless `lost` is set, outputs are copies. */
  answers: Answers<Output>
  /** When the live path ended, on the monotonic clock. */
  settledAt: number
}
