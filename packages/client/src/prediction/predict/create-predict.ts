import type { Role } from '@shadow-mode/protocol'
import { limitTime } from '../../core/async/limit-time.ts'
import { tap } from '../../core/async/tap.ts'
import type { Model } from '../../core/model/model.ts'
import type { CorePlatform } from '../../core/platform/platform.ts'
import type { FallbackReason } from '../../core/status/fallback-reason.ts'
import type { Plans } from '../../plan/create-plans.ts'
import type { FlagReading } from '../../plan/flag-source.ts'
import { timeCall } from '../call/time-call.ts'
import type { Predict, PredictOptions } from '../options/predict-options.ts'
import type { Observe } from './create-observe.ts'

export interface PredictParts<Input, Output> {
  platform: Pick<CorePlatform, 'monotonic' | 'setTimer'>
  models: Record<Role, Model<Input, Output>>
  /** `currentReading` must not throw. */
  plans: Pick<Plans, 'currentReading'>
  observe: Observe<Input, Output>
  /**
   * Returns whether the live model must replace the candidate's output, because it violates a bound or cannot be checked.
   * Returns a promise only while the code that checks bounds is loading. Must not throw or reject.
   */
  violates: (output: Output, reading: FlagReading) => boolean | Promise<boolean>
  /** Called when the live model replaces the candidate. Must not throw or run the app's code. */
  onFallback: (reason: FallbackReason) => void
}

/**
 * Creates `predict`, the live path. It awaits nothing before the serving call, and it settles as the call that answers.
 * Errors of the shadow work do not affect it.
 */
export function createPredict<Input, Output>({
  platform,
  models,
  plans,
  observe,
  violates,
  onFallback,
}: PredictParts<Input, Output>): Predict<Input, Output> {
  return (input, given) => {
    // An app without TypeScript may pass null.
    const options = given ?? {}
    let signal: PredictOptions['signal']
    let subject: PredictOptions['subject']
    try {
      ;({ signal, subject } = options)
    } catch {
      // A getter threw. The option counts as absent.
    }
    const reading = plans.currentReading(typeof subject === 'string' ? subject : '')
    const { serve, timeoutMs } = reading.plan
    const call = (role: Role, callSignal = signal) =>
      timeCall(platform, models[role], input, { signal: callSignal })

    const limit = serve === 'live' ? undefined : limitTime(platform, timeoutMs, signal)
    const { promise, toAnswer } = call(serve, limit?.signal)
    // After the serving call, so that its request is sent first.
    const reportAnswers = observe(input, options, reading)
    if (!limit) {
      return reportAnswers
        ? tap(promise, settled => reportAnswers('live', { live: toAnswer(settled) }))
        : promise
    }
    const settle = async () => {
      const ended = await limit.race(promise)
      const candidate = toAnswer(ended)
      const isAcceptable = ended.status === 'ok' && !(await violates(ended.output, reading))
      if (isAcceptable || candidate.status === 'aborted') {
        reportAnswers?.('candidate', { candidate })
        return promise
      }
      const live = call('live')
      onFallback(ended.status === 'ok' ? 'bounds' : ended.status)
      return tap(live.promise, settled =>
        reportAnswers?.('live', { candidate, live: live.toAnswer(settled) }),
      )
    }
    return settle()
  }
}
