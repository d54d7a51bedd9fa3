import { tap } from '../../core/async/tap.ts'
import type { Model } from '../../core/model/model.ts'
import { callModel } from './call-model.ts'

/**
 * Keeps the law that switching shadowing off never aborts a call that is serving: `stop` waits for those, and never
 * throws. A call that begins later takes the wish back, as the model is in use again.
 */
export function guardStop<Input, Output>(
  model: Model<Input, Output>,
  onProblem: (error: unknown) => void,
): Model<Input, Output> {
  if (!model.stop) return model
  let serving = 0
  let isStopping = false
  const stop = () => {
    isStopping = serving > 0
    if (isStopping) return
    try {
      model.stop?.()
    } catch (error) {
      onProblem(error)
    }
  }
  return {
    version: model.version,
    origin: model.origin,
    idempotent: model.idempotent,
    stop,
    predict(input, context) {
      isStopping = false
      if (context.shadow) return model.predict(input, context)
      serving += 1
      return tap(callModel(model, input, context), () => {
        serving -= 1
        if (isStopping) stop()
      })
    },
  }
}
