/** Options of `useShadowPrediction`. */
export interface ShadowPredictionOptions {
  /**
   * Set to `false` to start predictions only with `refetch`.
   *
   * @default true
   */
  enabled?: boolean | undefined
  /**
   * A pseudonym of the person or thing that the prediction is about. It decides which variant of the plan applies.
   *
   * @default undefined
   */
  subject?: string | undefined
  /**
   * The app's own key of this case. An outcome that arrives later finds its pair by this key.
   *
   * @default undefined
   */
  reference?: string | undefined
  /**
   * Stored with the pair, to slice the report. A change does not start a new prediction.
   *
   * @default undefined
   */
  tags?: Record<string, string> | undefined
  /**
   * Set to `true` to keep the last `data` while a new input is pending.
   *
   * @default false
   */
  keepPreviousData?: boolean | undefined
  /**
   * Identifies the input to tell whether it changed. Set it if the input is large, because every render reads the whole
   * input. Also set it if every render creates objects such as a `File` or a `Map`, which are compared by identity.
   *
   * @default the JSON of the input with sorted keys
   */
  key?: string | undefined
}

export type PredictionState<Output, Failure = Error> =
  /** There is no input, or `enabled` is `false` and `refetch` was not called. */
  | { status: 'idle'; data: undefined; error: undefined; isPending: false }
  /**
   * `data` is the last answer to the same input. With `keepPreviousData`, it can be the answer to another input. A server
   * renders this state too.
   */
  | { status: 'pending'; data: Output | undefined; error: undefined; isPending: true }
  | { status: 'success'; data: Output; error: undefined; isPending: false }
  /** `error` comes from the serving model. `data` is an earlier answer to the same input. An abort is not an error. */
  | { status: 'error'; data: Output | undefined; error: Failure; isPending: false }

export type ShadowPrediction<Output, Failure = Error> = PredictionState<Output, Failure> & {
  /**
   * Predicts the input again, even if it has not changed or `enabled` is `false`. After a state change in the same event, it
   * predicts the new input: `setApplicant(next); void refetch()`. Does nothing without an input. Resolves when the
   * prediction has settled or a newer one has replaced it. Never rejects.
   */
  refetch: () => Promise<void>
}
