import type { Plan } from '@shadow-mode/protocol'
import type { CorePlatform, SyncStore } from '../core/platform/platform.ts'
import type { FlagReading, FlagSource } from './flag-source.ts'
import { type ConfirmedReading, readPlanCache } from './plan-cache.ts'

/** The default of `shadowTtlMs`. */
export const SHADOW_TTL_MS: number = 3_600_000

/** The plans by subject. All functions are synchronous, because the live path calls them. */
export interface Plans {
  /** The fixed plan, or `bootstrap` for subjects for whom the flag has not been read. */
  initial: ConfirmedReading & { reading: FlagReading }
  /**
   * The last reading for each subject, from this page or an earlier one. It is `initial` for a new subject for whom the
   * flag failed. `''` stands for no subject.
   */
  known: Map<string, ConfirmedReading>
  /**
   * Evaluates the flag for a subject that is not in `known`, and adds the subject. Returns `undefined` if the flag has not
   * been read on this page, or is the same for everyone. The background code replaces this function. Never throws.
   */
  learn: (subject: string) => ConfirmedReading | undefined
  /** True from leaving or freezing until the page is used again, and after `close`. Nothing is shadowed then. */
  isPaused: boolean
  /**
   * Returns the current reading for a subject. Its `shadowRate` is 0 if the reading has expired or `isPaused` is set. After
   * `serveTtlMs`, it serves as `initial` does.
   */
  currentReading: (subject?: string) => FlagReading
}

/** Creates the plans. `initialPlan` is the fixed plan or, with a `source`, `bootstrap`. `store` has the cached readings. */
export function createPlans(
  experiment: string,
  platform: Pick<CorePlatform, 'now'>,
  initialPlan: Plan,
  source: FlagSource | undefined,
  store: SyncStore | undefined,
): Plans {
  const { shadowTtlMs = SHADOW_TTL_MS, serveTtlMs = Infinity } = source ?? {}
  const plans: Plans = {
    // Confirmed when it is first used: Next.js refuses to prerender a page whose modules read the clock.
    initial: {
      reading: { plan: initialPlan, variant: null, reason: source ? 'DEFAULT' : 'STATIC' },
      confirmedAt: 0,
    },
    known: readPlanCache(source && store, experiment),
    learn: () => undefined,
    isPaused: false,
    currentReading(subject = '') {
      const anonymous = plans.known.get('')
      const known =
        plans.known.get(subject) ??
        plans.learn(subject) ??
        (anonymous?.reading.forEveryone ? anonymous : plans.initial)
      // Absolute, so that a reading still expires after the clock was set back.
      const now = source ? platform.now() : 0
      const ageMs = Math.abs(now - (known.confirmedAt ||= now))
      const bootstrap = plans.initial.reading.plan
      const { plan = bootstrap } = known.reading
      const serve = ageMs <= serveTtlMs ? plan.serve : bootstrap.serve
      const isFresh = ageMs <= Math.min(shadowTtlMs, serveTtlMs) && !plans.isPaused
      return { ...known.reading, plan: isFresh ? plan : { ...plan, serve, shadowRate: 0 } }
    },
  }
  return plans
}
