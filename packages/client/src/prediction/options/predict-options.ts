/**
 * Options of `predict`. An invalid option never makes `predict` fail. If `subject`, `reference` or the value of a tag is
 * invalid in a sampled prediction, the pair is dropped as `record`. If an option cannot be read or copied, the prediction
 * is not sampled. In both cases, a `problem` event contains the error, which names an invalid option, such as
 * `predict.reference`.
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
   * Labels that are recorded with the pair. Names have 1 to 256 characters, values at most 256. The collector rejects a
   * pair with an invalid name.
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
 * Calls the serving model. The promise settles exactly as that of the model that answers, so it rejects only with errors of
 * the model. `predict` never throws synchronously.
 *
 * While the candidate serves, the live model is the fallback: it is called and answers if the candidate fails, takes longer
 * than `timeoutMs` or violates a bound. The models get `input` itself for these calls; shadow calls get a copy.
 */
export type Predict<Input, Output> = (input: Input, options?: PredictOptions) => Promise<Output>
