/**
 * How a model's input becomes the JSON body of a request, and the JSON body of its answer the output. Both are called at
 * each call, on the live path too, and are synchronous; what they throw is the call's error, as it is.
 */
export interface JsonCodec<Input, Output> {
  /** Default: the input itself. What it returns goes through `JSON.stringify`. Must not change the input. */
  encode?(input: Input): unknown
  /** Called for answers in 200–299 that are JSON. Default: the body itself, unchecked. A good place for a schema. */
  decode?(body: unknown): Output
}
