import type { Plan } from '@shadow-mode/protocol'
import type { CorePlatform, SyncStore } from '../core/platform/platform.ts'
import type { FlagReading, FlagSource } from './flag-source.ts'
import { type KnownPlan, readPlanCache } from './plan-cache.ts'

/** The default `shadowTtlMs`: without a reading for this long, shadowing stops. `serve` does not change. */
export const SHADOW_TTL_MS: number = 3_600_000

/** The plan of each subject. Synchronous, because it is read on the live path. */
export interface Plans {
  /** The plan for unknown subjects: the fixed plan, or `bootstrap`. */
  first: KnownPlan
  /** The last reading for each subject, of this page or the previous one. `''` stands for no subject. */
  known: Map<string, KnownPlan>
  /** Evaluates the flag for an unknown subject. The background code replaces this function. Never throws. */
  learn: (subject: string) => KnownPlan | undefined
  /** True after the user has left the page or the client was closed. Nothing is shadowed then. */
  isResting: boolean
  /** The reading that applies now. */
  currentPlan: (subject?: string) => FlagReading
}

/** `initial` is the fixed plan or, if there is a `source`, the plan until the source has been read. */
export function createPlans(
  experiment: string,
  platform: Pick<CorePlatform, 'now'>,
  initial: Plan,
  source: FlagSource | undefined,
  store: SyncStore | undefined,
): Plans {
  const { shadowTtlMs = SHADOW_TTL_MS, serveTtlMs = Infinity } = source ?? {}
  const plans: Plans = {
    first: {
      reading: { plan: initial, variant: null, reason: source ? 'DEFAULT' : 'STATIC' },
      confirmedAt: platform.now(),
    },
    known: readPlanCache(source && store, experiment),
    learn: () => undefined,
    isResting: false,
    currentPlan(subject = '') {
      const noOne = plans.known.get('')
      const { reading, confirmedAt } =
        plans.known.get(subject) ?? plans.learn(subject) ?? (noOne?.reading.forEveryone ? noOne : plans.first)
      // Absolute, because otherwise a reading would never expire after the clock was set back.
      const ageMs = source ? Math.abs(platform.now() - confirmedAt) : 0
      const { plan } = reading
      const serve = ageMs <= serveTtlMs ? plan.serve : initial.serve
      return ageMs <= Math.min(shadowTtlMs, serveTtlMs) && !plans.isResting
        ? reading
        : { ...reading, plan: { ...plan, serve, shadowRate: 0 } }
    },
  }
  return plans
}
