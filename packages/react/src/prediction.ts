/** What `useShadowPrediction` may be told beside the input. */
export interface ShadowPredictionOptions {
  /** `false`: wait; only `refetch` starts a prediction. Default `true`. */
  enabled?: boolean | undefined
  /** A pseudonym of whom the prediction is about: it decides which variant of the plan applies. */
  subject?: string | undefined
  /** The app's own key of this case, by which an outcome finds its pair later. */
  reference?: string | undefined
  /** Kept with the pair, to slice the report by. Changing them starts no new prediction. */
  tags?: Record<string, string> | undefined
  /** `true`: while a new input is being predicted, `data` stays that of the last one. Default `false`. */
  keepPreviousData?: boolean | undefined
  /**
   * Stands for the input when deciding whether it changed. Default: its JSON with sorted keys. Give one when the
   * input is large (it is read at every render) or made anew at every render from objects that JSON cannot hold (a
   * `File`, a `Map`: those count as changed when they are another object).
   */
  key?: string | undefined
}

export type PredictionState<Output, Failure = Error> =
  /** No input, or not enabled. */
  | { status: 'idle'; data: undefined; error: undefined; isPending: false }
  /** `data`: of the last answer to the same input, or to any with `keepPreviousData`. Also what a server renders. */
  | { status: 'pending'; data: Output | undefined; error: undefined; isPending: true }
  | { status: 'success'; data: Output; error: undefined; isPending: false }
  /** `error` is the serving model's own; `data` that of an earlier answer to the same input. An abort is no error. */
  | { status: 'error'; data: Output | undefined; error: Failure; isPending: false }

export type ShadowPrediction<Output, Failure = Error> = PredictionState<Output, Failure> & {
  /**
   * Predicts the same input again, also when not `enabled`; without an input it does nothing. Resolves when the
   * prediction has settled or a newer one took its place; never rejects.
   */
  refetch: () => Promise<void>
}
