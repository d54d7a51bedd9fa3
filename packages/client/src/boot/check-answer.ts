import { limitTime } from '../core/async/limit-time.ts'
import type { CorePlatform } from '../core/platform/platform.ts'
import type { PredictParts } from '../prediction/predict/create-predict.ts'
import type { Loader } from './create-loader.ts'

/** Judges a serving candidate's answer by the code of the background, which a plan with bounds loads at once. */
export const checkAnswer =
  <Input, Output>(
    loader: Pick<Loader<Input, Output>, 'ready' | 'load'>,
    platform: Pick<CorePlatform, 'setTimer'>,
  ): PredictParts<Input, Output>['violates'] =>
  (output, reading) => {
    const { bounds, timeoutMs } = reading.plan
    if (!bounds.length) return false
    // An answer that nobody could check is not shown, nor is the code for it waited for without end.
    return (
      loader.ready?.violates(output, reading) ??
      limitTime(platform, timeoutMs, undefined)
        .race(loader.load().then(it => it.violates(output, reading)))
        .then(ended => ended.status !== 'ok' || ended.output)
    )
  }
