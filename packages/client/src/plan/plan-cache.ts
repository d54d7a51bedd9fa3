import type { SyncStore } from '../platform/platform.ts'
import { completePlan } from './complete-plan.ts'
import type { KnownPlan } from './plan-in-force.ts'

export const planCacheKey = (experiment: string): string => `shadow-mode/v1/plan/${experiment}`

/** The last plan that any tab stored; `undefined` when there is none, or none that this version understands. */
export function readPlanCache(store: SyncStore | undefined, experiment: string): KnownPlan | undefined {
  try {
    const { reading, confirmedAt } = JSON.parse(store?.get(planCacheKey(experiment)) ?? '')
    if (typeof confirmedAt !== 'number') return undefined
    return { reading: { ...reading, plan: completePlan(reading.plan, '') }, confirmedAt }
  } catch {
    // An unreadable cache is no cache: the flags will be read anyway.
    return undefined
  }
}
