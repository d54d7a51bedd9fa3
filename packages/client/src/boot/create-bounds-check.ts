import { limitTime } from '../core/async/limit-time.ts'
import type { CorePlatform } from '../core/platform/platform.ts'
import type { PredictParts } from '../prediction/predict/create-predict.ts'
import type { Loader } from './create-loader.ts'

/**
 * Returns a function that checks a serving candidate's answer against the plan's bounds. Loads the background code first if
 * necessary.
 */
export const createBoundsCheck =
  <Input, Output>(
    loader: Pick<Loader<Input, Output>, 'ready' | 'load'>,
    platform: Pick<CorePlatform, 'setTimer'>,
  ): PredictParts<Input, Output>['violates'] =>
  (output, reading) => {
    const { bounds, timeoutMs } = reading.plan
    if (!bounds.length) return false
    // If the code does not load in time, the answer counts as a violation, because it could not be checked.
    return (
      loader.ready?.violates(output, reading) ??
      limitTime(platform, timeoutMs, undefined)
        .race(loader.load().then(it => it.violates(output, reading)))
        .then(ended => ended.status !== 'ok' || ended.output)
    )
  }
