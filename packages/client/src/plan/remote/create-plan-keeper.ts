import { keepPlans } from './keep-plans.ts'
import type { WatchPlanOptions } from './watch-plan-options.ts'

/** The plan of a new subject is stored when the page is idle, after this time at the latest. */
const KEEP_WITHIN_MS = 1_000

/** Stores the plans on the device for the next page. */
export interface PlanKeeper {
  keep: () => void
  /** Stores them when the page is idle: a new subject got its plan on the live path, where nothing may be written. */
  keepSoon: () => void
  /** Stores now what `keepSoon` has put off. */
  finish: () => void
}

export function createPlanKeeper({
  platform,
  store,
  experiment,
  plans,
  onProblem,
}: Pick<WatchPlanOptions, 'platform' | 'store' | 'experiment' | 'plans' | 'onProblem'>): PlanKeeper {
  let cancel: (() => void) | undefined
  const keep = () => {
    cancel?.()
    cancel = undefined
    try {
      if (store) keepPlans(store, experiment, plans)
    } catch (error) {
      onProblem(error)
    }
  }
  return {
    keep,
    keepSoon() {
      cancel ??= platform.whenIdle(keep, KEEP_WITHIN_MS)
    },
    finish() {
      if (cancel) keep()
    },
  }
}
