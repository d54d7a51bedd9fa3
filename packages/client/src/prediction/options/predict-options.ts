/**
 * What the app may say about one prediction. None of it can make `predict` fail: an option whose getter throws counts as
 * absent. Where `subject`, `reference` or `tags` are not as said here, the user is served all the same; a sampled pair is
 * dropped as `record`, and a `problem` event brings an `InvalidOptionError` that names the field (`predict.reference`).
 */
export interface PredictOptions {
  /**
   * A pseudonym of the person or thing predicted about: the flag's rules decide by it which plan applies. 1 to 256
   * characters; empty counts as absent, and for the rules so does what is no text. It travels as it is, and still is
   * personal data: whoever holds the list it came from, or other data with it, finds the person. Take a random id, or one
   * keyed on your server; an e-mail address or its plain hash is no pseudonym. The collector erases by it. Default: none.
   */
  subject?: string | undefined
  /** The app's own key, by which an outcome finds its pair. 1 to 256 characters; empty counts as absent. Default: none. */
  reference?: string | undefined
  /** Aborts the serving call, and with it `predict`; never the shadow run. The model gets it as it is. Default: none. */
  signal?: AbortSignal | undefined
  /** Recorded with the pair, e.g. a market: names of 1 to 256 characters, values of at most 256. Default: none. */
  tags?: Record<string, string> | undefined
}

/**
 * Asks the model that serves. The promise settles exactly as that model's call does, so an error is always the model's;
 * nothing is thrown synchronously. While the candidate serves, live answers for it where it fails, takes longer than
 * `timeoutMs` or breaks a bound. The model gets `input` itself; a sampled prediction's input is copied.
 */
export type Predict<Input, Output> = (input: Input, options?: PredictOptions) => Promise<Output>
