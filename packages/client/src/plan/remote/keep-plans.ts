import type { SyncStore } from '../../core/platform/platform.ts'
import type { Plans } from '../create-plans.ts'
import { planCacheKey, readPlanCache } from '../plan-cache.ts'
import { MAX_KNOWN_SUBJECTS } from './max-known-subjects.ts'

/**
 * Stores the plans of this page for the first prediction of the next page. Keeps the plans that other tabs stored for other
 * subjects, up to the limit. Throws if the store throws.
 */
export function keepPlans(store: SyncStore, experiment: string, { known, first }: Plans): void {
  const kept = readPlanCache(store, experiment)
  if (known.get('')?.reading.forEveryone) kept.clear()
  for (const [subject, told] of known) {
    // The flag failed for this subject. Its plan is this page's `bootstrap`, which the next page may change.
    if (told === first) continue
    kept.delete(subject)
    kept.set(subject, told)
  }
  store.set(planCacheKey(experiment), JSON.stringify([...kept].slice(-MAX_KNOWN_SUBJECTS)))
}
