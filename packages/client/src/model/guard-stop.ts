import { tap } from '../predict/tap.ts'
import { callModel } from './call-model.ts'
import type { Model } from './model.ts'

export interface GuardedModel<Input, Output> {
  model: Model<Input, Output>
  /** Stops the model once no serving call is under way. Never throws. */
  stop: () => void
}

/**
 * Keeps the law that switching shadowing off never aborts a call that is serving: `stop` waits for those. A call that
 * begins later takes the wish back, as the model is in use again.
 */
export function guardStop<Input, Output>(
  model: Model<Input, Output>,
  onProblem: (error: unknown) => void,
): GuardedModel<Input, Output> {
  if (!model.stop) return { model, stop() {} }
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
    stop,
    model: {
      version: model.version,
      ...(model.origin !== undefined && { origin: model.origin }),
      predict(input, context) {
        isStopping = false
        if (context.shadow) return model.predict(input, context)
        serving += 1
        return tap(callModel(model, input, context), () => {
          serving -= 1
          if (isStopping) stop()
        })
      },
    },
  }
}
