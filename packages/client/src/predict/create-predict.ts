import type { Role } from '@shadow-mode/protocol'
import type { Model } from '../model/model.ts'
import type { FlagReading } from '../plan/flag-source.ts'
import type { CorePlatform } from '../platform/platform.ts'
import type { Answer } from './answer.ts'
import type { Observe } from './create-observe.ts'
import type { Predict } from './predict-options.ts'
import { limitTime } from './limit-time.ts'
import { type Settled, tap } from './tap.ts'
import { timeCall } from './time-call.ts'

export interface PredictParts<Input, Output> {
  platform: Pick<CorePlatform, 'monotonic' | 'setTimer'>
  models: Record<Role, Model<Input, Output>>
  /** The plan in force for a subject; its `shadowRate` is 0 once the client is closed. */
  inForce: (subject: string | undefined) => FlagReading
  observe: Observe<Input, Output>
  /**
   * Whether the candidate's answer breaks a bound of the plan, so that live must answer in its place. Must not throw nor
   * reject. A promise only where the code for it is still on its way.
   */
  violates: (output: Output, reading: FlagReading) => boolean | Promise<boolean>
}

/**
 * The live path. It awaits nothing before the serving call, hands on what that call settles with, and lets no shadow
 * work throw into it.
 */
export function createPredict<Input, Output>({
  platform,
  models,
  inForce,
  observe,
  violates,
}: PredictParts<Input, Output>): Predict<Input, Output> {
  const ask = (role: Role, input: Input, signal: AbortSignal | undefined) =>
    timeCall(platform, models[role], input, { signal })
  /** The app's own abort is not an error of the model. */
  const judge = (settled: Settled<Output>, signal: AbortSignal | undefined) =>
    settled.status === 'error' && signal?.aborted ? { status: 'aborted' as const } : settled

  return (input, options = {}) => {
    const reading = inForce(options.subject)
    const { serve, timeoutMs } = reading.plan
    const { signal } = options

    if (serve === 'live') {
      const { promise, answer } = ask('live', input, signal)
      // Only now: the serving request leaves first.
      const observed = observe(input, options, reading)
      return observed
        ? tap(promise, settled => observed('live', { live: answer(judge(settled, signal)) }))
        : promise
    }

    const limit = limitTime(platform, timeoutMs, signal)
    const { promise, answer } = ask('candidate', input, limit.signal)
    const observed = observe(input, options, reading)
    const askLive = (failed: Answer<Output>) => {
      const fallback = ask('live', input, signal)
      return tap(fallback.promise, settled =>
        observed?.('live', { candidate: failed, live: fallback.answer(judge(settled, signal)) }),
      )
    }
    return limit.race(promise).then(
      output => {
        const candidate = answer({ status: 'ok', output })
        const judged = (isBroken: boolean) => {
          if (isBroken) return askLive(candidate)
          observed?.('candidate', { candidate })
          return output
        }
        const isBroken = violates(output, reading)
        return typeof isBroken === 'boolean' ? judged(isBroken) : isBroken.then(judged)
      },
      (error: unknown) => {
        const candidate = answer(
          limit.hasPassed() ? { status: 'timeout' } : judge({ status: 'error', error }, signal),
        )
        if (candidate.status !== 'aborted') return askLive(candidate)
        observed?.('candidate', { candidate })
        throw error
      },
    )
  }
}
