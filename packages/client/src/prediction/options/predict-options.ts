/**
 * Options of `predict`. An invalid option never makes `predict` fail. If `subject`, `reference` or `tags` of a sampled
 * prediction is invalid, the pair is dropped as `record`. A `problem` event then contains an `InvalidOptionError` that
 * names the option, such as `predict.reference`.
 *
 * @example
 * ```ts
 * const score = await client.predict(applicant, { subject: user.pseudonym, reference: application.id })
 * ```
 */
export interface PredictOptions {
  /**
   * A pseudonym of the person or thing that the prediction is about. The flag's rules use it to select the plan, and the
   * collector uses it to erase data. 1 to 256 characters; an empty string counts as absent.
   *
   * It is sent unchanged and is still personal data. Use a random id, or an id that your server derives with a secret key.
   * An e-mail address, or its plain hash, is not a pseudonym.
   *
   * @default undefined
   */
  subject?: string | undefined
  /**
   * The app's own id of the prediction, which links an outcome to its pair. 1 to 256 characters; an empty string counts as
   * absent.
   *
   * @default undefined
   */
  reference?: string | undefined
  /**
   * Aborts the serving call. `predict` then rejects as the model does. It does not abort the shadow run.
   *
   * @default undefined
   */
  signal?: AbortSignal | undefined
  /**
   * Labels that are recorded with the pair. Names have 1 to 256 characters, values at most 256.
   *
   * @default undefined
   * @example
   * ```ts
   * tags: { market: 'de' }
   * ```
   */
  tags?: Record<string, string> | undefined
}

/**
 * Calls the serving model. The promise settles exactly as the model's own promise does, so it rejects only with errors of
 * the model. It never throws synchronously.
 *
 * While the candidate serves, the live model is the fallback: it is called if the candidate fails, takes longer than
 * `timeoutMs` or violates a bound. The serving model gets `input` itself; shadow calls get a copy.
 */
export type Predict<Input, Output> = (input: Input, options?: PredictOptions) => Promise<Output>
