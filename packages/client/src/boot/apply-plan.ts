import type { Role } from '@shadow-mode/protocol'
import type { Model } from '../core/model/model.ts'
import type { Outbox } from '../delivery/outbox/outbox.ts'
import type { Core } from './core.ts'

interface ObeyParts extends Pick<Core<never, never>, 'plans' | 'runs' | 'gate' | 'emit' | 'onProblem'> {
  models: Record<Role, Pick<Model<never, never>, 'stop'>>
  outbox: Pick<Outbox, 'counts' | 'discard'>
}

/** Does at once what a plan that has changed asks for. `ordered`: its source said so; otherwise it has expired. */
export const applyPlan =
  ({ plans, runs, models, gate, outbox, emit, onProblem }: ObeyParts) =>
  (ordered: boolean): void => {
    const isOff = (subject: string | undefined) => plans.currentPlan(subject).plan.shadowRate === 0
    runs.abandon('off', isOff)
    const subjects = ['', ...plans.known.keys()]
    const { plan, variant, reason } = plans.currentPlan('')
    // What is left runs for a subject for whom it is still on.
    if (subjects.every(isOff) && runs.size() === 0) {
      const serving = new Set(subjects.map(subject => plans.currentPlan(subject).plan.serve))
      for (const role of ['live', 'candidate'] as const) {
        if (!serving.has(role)) models[role].stop?.()
      }
      // Nor does this open a store for somebody who does not want one.
      const mayOpen = gate.canSend() || outbox.counts().queued
      if (ordered && plan.whenOff === 'discard' && mayOpen) outbox.discard('off').catch(onProblem)
    }
    emit({ type: 'plan', plan, variant, reason })
    emit({ type: 'status' })
  }
