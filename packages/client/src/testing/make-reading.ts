import { completePlan } from '../plan/complete-plan.ts'
import type { FlagReading } from '../plan/flag-source.ts'
import type { PlanInput } from '../plan/plan-input.ts'

/** The reading of a flag that has no rules and is the same for everyone. */
export const makeReading = (plan: PlanInput, more?: Partial<FlagReading>): FlagReading => ({
  plan: completePlan(plan, 'plan'),
  variant: 'v',
  reason: 'STATIC',
  forEveryone: true,
  ...more,
})
