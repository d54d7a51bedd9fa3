import type { Predict } from '@shadow-mode/client'

/** The state of the latest call of `predict`. */
export type PredictState<Output, Failure = Error> =
  /** `predict` was not called, or its latest call was aborted or reset. */
  | { status: 'idle'; data: undefined; error: undefined; isPending: false }
  | { status: 'pending'; data: undefined; error: undefined; isPending: true }
  | { status: 'success'; data: Output; error: undefined; isPending: false }
  /** `error` comes from the serving model. An abort is not an error, but a timeout of the signal is. */
  | { status: 'error'; data: undefined; error: Failure; isPending: false }

export type ShadowPredict<Input, Output, Failure = Error> = PredictState<Output, Failure> & {
  /**
   * Predicts at once, also if the input equals the last one. Takes the options of the client's `predict`, such as `signal`,
   * and its promise settles in the same way. The promise can be ignored: `error` reports a failure.
   *
   * The state follows the latest call. An earlier call is not aborted, and neither is a call of an unmounted component.
   * Their promises still settle.
   */
  predict: Predict<Input, Output>
  /** Returns to `idle` and ignores the outcome of a pending call. */
  reset: () => void
}
