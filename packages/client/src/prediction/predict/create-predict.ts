import type { Role } from '@shadow-mode/protocol'
import { limitTime } from '../../core/async/limit-time.ts'
import { tap } from '../../core/async/tap.ts'
import type { Model } from '../../core/model/model.ts'
import type { CorePlatform } from '../../core/platform/platform.ts'
import type { FallbackReason } from '../../core/status/fallback-reason.ts'
import type { FlagReading } from '../../plan/flag-source.ts'
import { timeCall } from '../call/time-call.ts'
import type { Predict, PredictOptions } from '../options/predict-options.ts'
import type { Observe } from './create-observe.ts'

export interface PredictParts<Input, Output> {
  platform: Pick<CorePlatform, 'monotonic' | 'setTimer'>
  models: Record<Role, Model<Input, Output>>
  /** The plan in force for a subject; its `shadowRate` is 0 once the client is closed. */
  currentPlan: (subject: string | undefined) => FlagReading
  observe: Observe<Input, Output>
  /**
   * Whether the candidate's output violates a bound, so that the live model must replace it. Must not throw or reject.
   * Returns a promise only while the code that checks bounds is loading.
   */
  violates: (output: Output, reading: FlagReading) => boolean | Promise<boolean>
  /** Called when the live model replaces the candidate. Must not throw or call code of the app. */
  onFallback: (reason: FallbackReason) => void
}

/**
 * Creates `predict`, the live path. It awaits nothing before the serving call, settles as that call does, and isolates it
 * from errors of the shadow work.
 */
export function createPredict<Input, Output>({
  platform,
  models,
  currentPlan,
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
    const reading = currentPlan(typeof subject === 'string' ? subject : '')
    const { serve, timeoutMs } = reading.plan
    const ask = (role: Role, until = signal) => timeCall(platform, models[role], input, { signal: until })

    const limit = serve === 'live' ? undefined : limitTime(platform, timeoutMs, signal)
    const { promise, answer } = ask(serve, limit?.signal)
    // After the serving call, so that its request is sent first.
    const observed = observe(input, options, reading)
    if (!limit) {
      return observed ? tap(promise, settled => observed('live', { live: answer(settled) })) : promise
    }
    const settle = async () => {
      const ended = await limit.race(promise)
      const candidate = answer(ended)
      const isGood = ended.status === 'ok' && !(await violates(ended.output, reading))
      if (isGood || candidate.status === 'aborted') {
        observed?.('candidate', { candidate })
        return promise
      }
      const live = ask('live')
      onFallback(ended.status === 'ok' ? 'bounds' : ended.status)
      return tap(live.promise, settled => observed?.('live', { candidate, live: live.answer(settled) }))
    }
    return settle()
  }
}
