import type { Plan } from '@shadow-mode/protocol'
import type { CorePlatform, SyncStore } from '../core/platform/platform.ts'
import type { FlagReading, FlagSource } from './flag-source.ts'
import { type KnownPlan, readPlanCache } from './plan-cache.ts'

/** Shadowing that no source has confirmed for so long stops; `serve` stays as it is. */
export const SHADOW_TTL_MS: number = 3_600_000

/** The plan of each subject. Read on the live path, so nothing here waits. */
export interface Plans {
  /** Holds for whom nothing is known: the fixed plan, or `bootstrap`. */
  first: KnownPlan
  /** By subject, `''` for predictions without one: what this page, or the last one, was told. */
  known: Map<string, KnownPlan>
  /** Asks the flag about a subject that is not known; the background brings it. Never throws. */
  learn: (subject: string) => KnownPlan | undefined
  /** While it is true nothing is shadowed: the page was left, or the client closed. */
  isResting: boolean
  /** What holds now. */
  currentPlan: (subject?: string) => FlagReading
}

/** `initial` is a fixed plan, or with `source` what holds until that one was read. */
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
      // A clock that was set back must not make "on" immortal: the distance counts in both directions.
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
