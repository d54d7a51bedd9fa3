/**
 * Converts a model's input to the JSON body of the request, and the JSON body of the response to the output.
 *
 * Both functions are synchronous and run on the live path too. If one throws, `predict` of the model rejects with that
 * error.
 *
 * @example
 * ```ts
 * const codec: JsonCodec<Applicant, number> = {
 *   encode: applicant => ({ features: [applicant.income, applicant.age] }),
 *   decode: body => ScoreSchema.parse(body).score,
 * }
 * ```
 */
export interface JsonCodec<Input, Output> {
  /**
   * Returns the value that is sent as JSON. Must not change the input. It also runs on a copy of the input, to check
   * that the copy leads to the same text.
   *
   * @default input => input
   */
  encode?(input: Input): unknown
  /**
   * Returns the output for a JSON response with status 200–299. Validate the body here: the default trusts it.
   *
   * @default body => body
   */
  decode?(body: unknown): Output
}
