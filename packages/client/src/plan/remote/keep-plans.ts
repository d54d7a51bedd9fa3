import type { SyncStore } from '../../core/platform/platform.ts'
import type { Plans } from '../create-plans.ts'
import { planCacheKey, readPlanCache } from '../plan-cache.ts'
import { MAX_KNOWN_SUBJECTS } from './max-known-subjects.ts'

/**
 * Writes what this page was told to the device, for the next page's first prediction. What other tabs were told of
 * other subjects stays, as far as there is room. Throws what the store throws.
 */
export function keepPlans(store: SyncStore, experiment: string, { known, first }: Plans): void {
  const kept = readPlanCache(store, experiment)
  if (known.get('')?.reading.forEveryone) kept.clear()
  for (const [subject, told] of known) {
    // Who could not be told follows the next page's `bootstrap`, not this one's.
    if (told === first) continue
    kept.delete(subject)
    kept.set(subject, told)
  }
  store.set(planCacheKey(experiment), JSON.stringify([...kept].slice(-MAX_KNOWN_SUBJECTS)))
}
