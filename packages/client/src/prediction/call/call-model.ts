import type { CallContext, Model } from '../../core/model/model.ts'

/** Calls the model synchronously. Turns a synchronous throw into a rejection. Returns the model's own promise unchanged. */
export function callModel<Input, Output>(
  model: Model<Input, Output>,
  input: Input,
  context: CallContext,
): Promise<Output> {
  try {
    // A model written in JavaScript may return a bare value.
    return Promise.resolve(model.predict(input, context))
  } catch (error) {
    return Promise.reject(error)
  }
}
