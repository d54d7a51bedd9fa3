import { savePlans } from './save-plans.ts'
import type { WatchPlanOptions } from './watch-plan-options.ts'

/** Maximum delay of `saveSoon`. */
const SAVE_WITHIN_MS = 1_000

/** Stores the plans on the device for the next page. */
export interface PlanSaver {
  save: () => void
  /**
   * Saves when the page is idle. Used for a new subject, whose plan is evaluated on the live path: nothing is written
   * there.
   */
  saveSoon: () => void
  /** Runs a pending `saveSoon` now. */
  flush: () => void
}

export function createPlanSaver({
  platform,
  store,
  experiment,
  plans,
  onProblem,
}: Pick<WatchPlanOptions, 'platform' | 'store' | 'experiment' | 'plans' | 'onProblem'>): PlanSaver {
  let cancel: (() => void) | undefined
  const save = () => {
    cancel?.()
    cancel = undefined
    try {
      if (store) savePlans(store, experiment, plans)
    } catch (error) {
      onProblem(error)
    }
  }
  return {
    save,
    saveSoon() {
      cancel ??= platform.whenIdle(save, SAVE_WITHIN_MS)
    },
    flush() {
      if (cancel) save()
    },
  }
}
