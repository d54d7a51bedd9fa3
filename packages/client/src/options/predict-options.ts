/** What the app may say about one prediction. */
export interface PredictOptions {
  /**
   * A pseudonym of the person or thing predicted about: the flag's rules decide by it which plan applies. 1 to 256
   * characters; empty counts as absent. It travels as it is, and still is personal data: whoever holds the list it came
   * from, or other data with it, finds the person. Take a random id, or one keyed on your server; an e-mail address or its
   * plain hash is no pseudonym. The collector erases by it.
   */
  subject?: string | undefined
  /** The app's own key, by which an outcome finds its pair. 1 to 256 characters; empty counts as absent. */
  reference?: string | undefined
  /** Aborts the serving call; never the shadow run. */
  signal?: AbortSignal | undefined
  /** Recorded with the pair; values up to 256 characters. */
  tags?: Record<string, string> | undefined
}

export type Predict<Input, Output> = (input: Input, options?: PredictOptions) => Promise<Output>
