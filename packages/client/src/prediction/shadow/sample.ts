import type { Answers } from '../call/answer.ts'
import type { Prediction } from '../pair/prediction.ts'
import type { Run } from './create-runs.ts'

/** What was taken down of a sampled prediction while it was on the live path. */
export interface Sample<Input, Output> extends Prediction {
  run: Run
  /** Absent when it could not be copied, or too many predictions are under way: see `lost`. */
  input: Input | undefined
  lost: 'busy' | 'unclonable' | 'record' | undefined
  /** Of the models asked on the live path; copies that the app cannot change. */
  answers: Answers<Output>
  /** On the monotonic clock: when the live path ended. */
  settledAt: number
}
