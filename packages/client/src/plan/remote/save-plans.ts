import type { SyncStore } from '../../core/platform/platform.ts'
import { toJson } from '../../core/values/to-json.ts'
import type { Plans } from '../create-plans.ts'
import { planCacheKey, readPlanCache } from '../plan-cache.ts'
import { MAX_KNOWN_SUBJECTS } from './max-known-subjects.ts'

/**
 * Stores the plans of this page for the first prediction of the next page. Plans that other tabs stored for other subjects
 * remain, unless the flag is the same for everyone. Keeps at most `MAX_KNOWN_SUBJECTS`. Throws if the store throws.
 */
export function savePlans(store: SyncStore, experiment: string, { known, initial }: Plans): void {
  const saved = readPlanCache(store, experiment)
  if (known.get('')?.reading.forEveryone) saved.clear()
  for (const [subject, plan] of known) {
    // The flag failed for this subject, so its plan is this page's `bootstrap`. The next page may have a different one.
    if (plan === initial) continue
    // Deleted first, so that the subject moves to the end: the oldest subjects are removed first.
    saved.delete(subject)
    saved.set(subject, plan)
  }
  store.set(planCacheKey(experiment), toJson([...saved].slice(-MAX_KNOWN_SUBJECTS)))
}
