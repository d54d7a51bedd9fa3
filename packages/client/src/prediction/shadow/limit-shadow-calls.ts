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
 * Makes a shadow call if the limits allow it within `startWithinMs` after `since`, a time on the monotonic clock.
 * Otherwise, resolves with the reason. Resolves with `undefined` if the run has ended in the meantime. Never rejects.
 */
export type MakeShadowCall<Input, Output> = (
  sample: Sample<Input, Output>,
  call: ShadowCall,
  input: Input,
  since: number,
) => Promise<Answer<Output> | Refusal | undefined>

/**
 * Returns a function that makes shadow calls within the limits: page visibility, connection, budget, slots and circuit
 * breaker.
 */
export function limitShadowCalls<Input, Output>(
  parts: ShadowCallParts<Input, Output>,
): MakeShadowCall<Input, Output> {
  const { platform, models, slots, emit } = parts
  const budget = createBudget(platform)
  const breakerOf = (role: Role) =>
    createBreaker(platform, state => emit({ type: 'breaker', role, ...state }))
  const breakers = { live: breakerOf('live'), candidate: breakerOf('candidate') }

  const findRefusal = (plan: Plan): Refusal | undefined => {
    if (plan.whenHidden === 'skip' && platform.isHidden?.()) return 'hidden'
    if (plan.whenSlow === 'skip' && platform.isSlow?.()) return 'slow-connection'
    return budget.isSpent(plan) ? 'budget' : undefined
  }

  return async ({ run, reading: { plan }, answers }, call, input, since) => {
    const { origin } = models[call.role]
    const refusal = findRefusal(plan)
    if (refusal) return refusal
    const leftMs = since + plan.startWithinMs - platform.monotonic()
    const release = leftMs >= 0 && (await slots.acquire(origin, plan.maxInFlight, leftMs, run.signal))
    if (!release) return 'busy'
    // Checked again, because the state may have changed during the wait for a slot.
    const report = run.hasEnded()
      ? undefined
      : (findRefusal(plan) ?? breakers[call.role].enter(plan) ?? 'breaker')
    if (typeof report !== 'function') {
      release()
      return report
    }
    budget.spend({ requests: 1 })
    const pending = callShadow(models[call.role], input, call, { run, timeoutMs: plan.timeoutMs, platform })
    // Released when the model settles, because a timed-out call that ignores its signal still uses a connection.
    void pending.settled.then(release)
    const answer = await pending.answer
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
