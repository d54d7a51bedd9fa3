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
   * Whether the candidate's answer breaks a bound of the plan, so that live must answer in its place. Must not throw nor
   * reject. A promise only where the code for it is still on its way.
   */
  violates: (output: Output, reading: FlagReading) => boolean | Promise<boolean>
  /** Live was asked in the serving candidate's place. Must not throw, nor call what is the app's. */
  onFallback: (reason: FallbackReason) => void
}

/**
 * The live path. It awaits nothing before the serving call, hands on what that call settles with, and lets no shadow
 * work throw into it.
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
    // Also for a null, which JavaScript lets through.
    const options = given ?? {}
    let signal: PredictOptions['signal']
    let subject: PredictOptions['subject']
    try {
      ;({ signal, subject } = options)
    } catch {
      // A getter of the app's threw: what it hides counts as absent.
    }
    const reading = currentPlan(typeof subject === 'string' ? subject : '')
    const { serve, timeoutMs } = reading.plan
    const ask = (role: Role, until = signal) => timeCall(platform, models[role], input, { signal: until })

    const limit = serve === 'live' ? undefined : limitTime(platform, timeoutMs, signal)
    const { promise, answer } = ask(serve, limit?.signal)
    // Only now: the serving request leaves first.
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
