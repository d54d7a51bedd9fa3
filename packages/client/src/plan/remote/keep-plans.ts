import type { SyncStore } from '../../platform/platform.ts'
import { type KnownPlan, planCacheKey, readPlanCache } from '../plan-cache.ts'
import { MAX_KNOWN_SUBJECTS } from './max-known-subjects.ts'

/**
 * Writes what this page was told to the device, for the next page's first prediction. What other tabs were told of
 * other subjects stays, as far as there is room. Throws what the store throws.
 */
export function keepPlans(store: SyncStore, experiment: string, known: ReadonlyMap<string, KnownPlan>): void {
  const kept = readPlanCache(store, experiment)
  if (known.get('')?.reading.forEveryone) kept.clear()
  for (const subject of known.keys()) kept.delete(subject)
  const all = [...kept, ...known].slice(-MAX_KNOWN_SUBJECTS)
  store.set(planCacheKey(experiment), JSON.stringify(all))
}
