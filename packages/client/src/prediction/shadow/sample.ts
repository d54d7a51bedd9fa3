import type { Copied } from '../../core/values/copy.ts'
import type { Answers } from '../call/answer.ts'
import type { Prediction } from '../pair/prediction.ts'
import type { Run } from './create-runs.ts'

/** The data of a sampled prediction that was collected on the live path. Without a copy of the input, it must be dropped. */
export type AnySample<Input, Output> =
  | Sample<Input, Output>
  | (Omit<Sample<Input, Output>, 'copied'> & { copied: undefined })

/** The data of a sampled prediction whose run may go on. */
export interface Sample<Input, Output> extends Prediction {
  run: Run
  /** The copy of the input, which the app cannot mutate. */
  copied: Copied<Input>
  /** The answers of the models that were called on the live path, with copies of the outputs. */
  answers: Answers<Output>
  /** When the live path ended, on the monotonic clock. */
  settledAt: number
}
