import type { Plan } from '@shadow-mode/protocol'
import type { CorePlatform, SyncStore } from '../core/platform/platform.ts'
import type { FlagReading, FlagSource } from './flag-source.ts'
import { type KnownPlan, readPlanCache } from './plan-cache.ts'

/** The default of `shadowTtlMs`. */
export const SHADOW_TTL_MS: number = 3_600_000

/** The plans by subject. All methods are synchronous, because the live path calls them. */
export interface Plans {
  /** The plan for unknown subjects: the fixed plan, or `bootstrap`. */
  first: KnownPlan
  /** The last reading for each subject, from this page or an earlier one. `''` stands for no subject. */
  known: Map<string, KnownPlan>
  /** Evaluates the flag for an unknown subject. The background code replaces this function. Never throws. */
  learn: (subject: string) => KnownPlan | undefined
  /** True while the page is left or frozen, and after the client was closed. Nothing is shadowed then. */
  isPaused: boolean
  /** Returns the current reading for a subject. Its `shadowRate` is 0 if the reading has expired or `isPaused` is set. */
  currentPlan: (subject?: string) => FlagReading
}

/** `initial` is the fixed plan or, if there is a `source`, the plan for subjects without a reading. */
export function createPlans(
  experiment: string,
  platform: Pick<CorePlatform, 'now'>,
  initial: Plan,
  source: FlagSource | undefined,
  store: SyncStore | undefined,
): Plans {
  const { shadowTtlMs = SHADOW_TTL_MS, serveTtlMs = Infinity } = source ?? {}
  const plans: Plans = {
    // Confirmed when it is first used: Next.js refuses to prerender a page whose modules read the clock.
    first: {
      reading: { plan: initial, variant: null, reason: source ? 'DEFAULT' : 'STATIC' },
      confirmedAt: 0,
    },
    known: readPlanCache(source && store, experiment),
    learn: () => undefined,
    isPaused: false,
    currentPlan(subject = '') {
      const anonymous = plans.known.get('')
      const known =
        plans.known.get(subject) ??
        plans.learn(subject) ??
        (anonymous?.reading.forEveryone ? anonymous : plans.first)
      // Absolute, so that a reading still expires after the clock was set back.
      const now = source ? platform.now() : 0
      const ageMs = Math.abs(now - (known.confirmedAt ||= now))
      const { reading } = known
      const { plan } = reading
      const serve = ageMs <= serveTtlMs ? plan.serve : initial.serve
      return ageMs <= Math.min(shadowTtlMs, serveTtlMs) && !plans.isPaused
        ? reading
        : { ...reading, plan: { ...plan, serve, shadowRate: 0 } }
    },
  }
  return plans
}
