import type { Plan, Role } from '@shadow-mode/protocol'
import type { DropReason } from '../../core/books/drop-reason.ts'
import { isCount } from '../../core/guard/is-count.ts'
import type { Model, ShadowCall } from '../../core/model/model.ts'
import type { Platform } from '../../core/platform/platform.ts'
import type { ShadowEvent } from '../../core/status/status.ts'
import { checkBounds } from '../../plan/bounds/check-bounds.ts'
import type { Answer } from '../call/answer.ts'
import { callShadow } from './call-shadow.ts'
import { createBreaker } from './create-breaker.ts'
import { createBudget } from './create-budget.ts'
import type { Slots } from './create-slots.ts'
import type { Sample } from './sample.ts'

/** Why a shadow call was not made. */
type Refusal = Extract<DropReason, 'busy' | 'hidden' | 'slow-connection' | 'budget' | 'breaker'>

export interface ShadowCallParts<Input, Output> {
  platform: Platform
  models: Record<Role, Model<Input, Output>>
  slots: Slots
  emit: (event: ShadowEvent) => void
}

/**
 * Makes a shadow call if the limits allow it, at most `startWithinMs` after `since` (monotonic). Resolves with the reason if
 * they do not, and with `undefined` if the run ended meanwhile. Never rejects.
 */
export type MakeShadowCall<Input, Output> = (
  sample: Sample<Input, Output>,
  call: ShadowCall,
  input: Input,
  since: number,
) => Promise<Answer<Output> | Refusal | undefined>

/** Applies the limits on shadow calls: page visibility, connection, budget, slots and circuit breaker. */
export function limitShadowCalls<Input, Output>(
  parts: ShadowCallParts<Input, Output>,
): MakeShadowCall<Input, Output> {
  const { platform, models, slots, emit } = parts
  const budget = createBudget(platform)
  const breakerOf = (role: Role) => createBreaker(platform, now => emit({ type: 'breaker', role, ...now }))
  const breakers = { live: breakerOf('live'), candidate: breakerOf('candidate') }

  const refusal = (plan: Plan): Refusal | undefined => {
    if (plan.whenHidden === 'skip' && platform.isHidden?.()) return 'hidden'
    if (plan.whenSlow === 'skip' && platform.isSlow?.()) return 'slow-connection'
    return budget.isSpent(plan) ? 'budget' : undefined
  }

  return async ({ run, reading: { plan }, answers }, call, input, since) => {
    const { origin } = models[call.role]
    const refused = refusal(plan)
    if (refused) return refused
    const leftMs = since + plan.startWithinMs - platform.monotonic()
    const release = leftMs >= 0 && (await slots.acquire(origin, plan.maxInFlight, leftMs, run.signal))
    if (!release) return 'busy'
    // Checked again, because the state may have changed while it waited for a slot.
    const report = run.hasEnded()
      ? undefined
      : (refusal(plan) ?? breakers[call.role].enter(plan) ?? 'breaker')
    if (typeof report !== 'function') {
      release()
      return report
    }
    budget.spend({ requests: 1 })
    const calling = callShadow(models[call.role], input, call, { run, timeoutMs: plan.timeoutMs, platform })
    // Released when the model settles, because a timed-out call that ignores its signal still uses a connection.
    void calling.settled.then(release)
    const answer = await calling.answer
    if (!answer) {
      report(undefined)
      return undefined
    }
    const { bytes } = answer.facts
    if (isCount(bytes)) budget.spend({ bytes })
    const violates = () =>
      call.role === 'candidate' && checkBounds(plan.bounds, answer, answers.live).length > 0
    report(answer.status !== 'ok' || (plan.breakOnBounds && violates()), answer.facts)
    return answer
  }
}
