import type { Role } from '@shadow-mode/protocol'
import type { Model } from '../core/model/model.ts'
import type { Outbox } from '../delivery/outbox/outbox.ts'
import type { ClientCore } from './client-core.ts'

interface ApplyPlanParts
  extends Pick<ClientCore<never, never>, 'plans' | 'runs' | 'gate' | 'emit' | 'onProblem'> {
  models: Record<Role, Pick<Model<never, never>, 'stop'>>
  outbox: Pick<Outbox, 'counts' | 'discard'>
}

/**
 * Returns a function that applies changed plans: it ends the runs of subjects without shadowing, stops models that are not
 * needed, discards the queue if the plan says so, and emits events. `isConfirmed` is false if a plan has changed because it
 * expired.
 */
export const applyPlan =
  ({ plans, runs, models, gate, outbox, emit, onProblem }: ApplyPlanParts) =>
  (isConfirmed: boolean): void => {
    const isOff = (subject: string | undefined) => plans.currentReading(subject).plan.shadowRate === 0
    runs.abandon('off', isOff)
    const subjects = ['', ...plans.known.keys()]
    const { plan, variant, reason } = plans.currentReading('')
    // A remaining run belongs to a subject for whom shadowing is still on, and who may no longer be in `known`.
    if (subjects.every(isOff) && runs.size() === 0) {
      const serving = new Set(subjects.map(subject => plans.currentReading(subject).plan.serve))
      for (const role of ['live', 'candidate'] as const) {
        if (!serving.has(role)) models[role].stop?.()
      }
      // `discard` opens the store. Without consent, it must not be opened for nothing.
      const mayOpen = gate.canSend() || outbox.counts().queued
      if (isConfirmed && plan.whenOff === 'discard' && mayOpen) outbox.discard('off').catch(onProblem)
    }
    emit({ type: 'plan', plan, variant, reason })
    emit({ type: 'status' })
  }
