/** How a model's input becomes the JSON body of a request, and the JSON body of its answer the output. */
export interface JsonCodec<Input, Output> {
  /** Default: the input itself. What it returns goes through `JSON.stringify`. */
  encode?(input: Input): unknown
  /** Default: the body itself, unchecked. A good place for a schema: what it throws is the call's error. */
  decode?(body: unknown): Output
}
