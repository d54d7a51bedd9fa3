import { completePlan } from '../plan/complete-plan.ts'
import type { FlagReading } from '../plan/flag-source.ts'
import type { PlanInput } from '../plan/plan-input.ts'

/** What a flag without rules says to everyone. */
export const makeReading = (plan: PlanInput, more?: Partial<FlagReading>): FlagReading => ({
  plan: completePlan(plan, 'plan'),
  variant: 'v',
  reason: 'STATIC',
  forEveryone: true,
  ...more,
})
