import { tap } from '../../core/async/tap.ts'
import type { Model } from '../../core/model/model.ts'
import { callModel } from './call-model.ts'

/**
 * Wraps a model so that `stop` never throws or rejects and never interrupts a serving call. `stop` waits until the
 * pending serving calls have settled. A new call cancels a waiting `stop`, because the model is in use again.
 */
export function guardStop<Input, Output>(
  model: Model<Input, Output>,
  onProblem: (error: unknown) => void,
): Model<Input, Output> {
  if (!model.stop) return model
  let serving = 0
  let isStopping = false
  // The app's function may be async too.
  const release = async () => model.stop?.()
  const stop = () => {
    isStopping = serving > 0
    if (isStopping) return
    release().catch(onProblem)
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
