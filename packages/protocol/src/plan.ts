import * as v from 'valibot'
import { type Bound, BoundSchema } from './bound.ts'
import type { Role } from './pair.ts'

/** What one flag variant holds: who answers the user, and how much is shadowed. */
export interface Plan {
  /** The model whose answer the user sees. */
  serve: Role
  /** Probability, per prediction, that the other model runs behind it: 0 (off) to 1 (always). */
  shadowRate: number
  /** A shadow call that takes longer is recorded as `timeout`. Milliseconds, 1 to 600,000; default 10,000. */
  timeoutMs: number
  /**
   * A shadow run that could not start this long after the serving model answered is dropped and counted.
   * Milliseconds, 1 to 600,000; default 2,000.
   */
  startWithinMs: number
  /** Shadow calls under way at once to one origin, over all tabs: 1 to 5; default 2. */
  maxInFlight: number
  /**
   * A pair whose JSON is longer is dropped and counted. UTF-16 units, 1 to 4,194,304 (the most that a collector takes;
   * it also refuses a request of more than 5 MiB, which fewer units can fill that are not ASCII); default 262,144.
   */
  maxRecordLength: number
  /** Pairs waiting on the device; the oldest go first when it is full. 1 to 1,000,000; default 10,000. */
  maxQueuedPairs: number
  /**
   * JSON length of all pairs waiting on the device; the oldest go first. UTF-16 units, 1 to 1,000,000,000; default
   * 20,000,000.
   */
  maxQueuedLength: number
  /** A pair waiting longer is dropped and counted. Milliseconds, at most 366 days; default 7 days. */
  maxAgeMs: number
  /** What switching shadowing off does with pairs already waiting. Default `keep`: they are still delivered. */
  whenOff: 'keep' | 'discard'
  /** What the candidate's answers must keep to: at most 50. Default none. */
  bounds: Bound[]
  /**
   * Share of the sampled predictions for which the live model is asked a second time, to know how far it disagrees with
   * itself: 0 to 1; default 0. Needs a live model that says it is idempotent.
   */
  noiseRate: number
  /**
   * Shadow calls that a tab may begin in any 60 seconds; those beyond are dropped and counted. 1 to 1,000,000; default
   * 30,000, a brake for runaway loops.
   */
  maxRequestsPerMinute: number
  /**
   * Length of the bodies that a tab's shadow calls may send and receive in any 60 seconds; calls that would begin
   * beyond it are dropped and counted. Characters, 1 to 1,000,000,000; default 100,000,000.
   */
  maxBytesPerMinute: number
  /**
   * What becomes of a shadow run whose moment comes while the device saves data or its connection is slow (2g). Default
   * `skip`: dropped and counted.
   */
  whenSlow: 'skip' | 'run'
  /** What becomes of a shadow run whose moment comes while the page is hidden. Default `skip`: dropped and counted. */
  whenHidden: 'skip' | 'run'
  /**
   * So many failed shadow calls in a row open the breaker: no calls to that model for a while, then one that tries. An
   * error or a timeout is a failure; 80 % of the last 50 open it too, and a 429 or 503 at once. 1 to 1,000; default 10.
   */
  breakAfterFailures: number
  /**
   * How long the breaker stays open, unless the service says so by `Retry-After`; doubled with each try that fails, to at
   * most 5 minutes. Milliseconds, 1 to 300,000; default 30,000.
   */
  breakForMs: number
  /** Whether a candidate's answer that violates a bound is a failure, too. Default false. */
  breakOnBounds: boolean
}

const integer = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

/**
 * Fills in the defaults. Fields it does not know are ignored, so that an old SDK can read a newer plan; in a bound they
 * are refused.
 */
export const PlanSchema: v.GenericSchema<unknown, Plan> = v.object({
  serve: v.picklist(['live', 'candidate']),
  shadowRate: share,
  timeoutMs: v.optional(integer(1, 600_000), 10_000),
  startWithinMs: v.optional(integer(1, 600_000), 2_000),
  maxInFlight: v.optional(integer(1, 5), 2),
  maxRecordLength: v.optional(integer(1, 4_194_304), 262_144),
  maxQueuedPairs: v.optional(integer(1, 1_000_000), 10_000),
  maxQueuedLength: v.optional(integer(1, 1_000_000_000), 20_000_000),
  maxAgeMs: v.optional(integer(1, 366 * 86_400_000), 7 * 86_400_000),
  whenOff: v.optional(v.picklist(['keep', 'discard']), 'keep'),
  bounds: v.optional(v.pipe(v.array(BoundSchema), v.maxLength(50)), []),
  noiseRate: v.optional(share, 0),
  maxRequestsPerMinute: v.optional(integer(1, 1_000_000), 30_000),
  maxBytesPerMinute: v.optional(integer(1, 1_000_000_000), 100_000_000),
  whenSlow: v.optional(v.picklist(['skip', 'run']), 'skip'),
  whenHidden: v.optional(v.picklist(['skip', 'run']), 'skip'),
  breakAfterFailures: v.optional(integer(1, 1_000), 10),
  breakForMs: v.optional(integer(1, 300_000), 30_000),
  breakOnBounds: v.optional(v.boolean(), false),
})
