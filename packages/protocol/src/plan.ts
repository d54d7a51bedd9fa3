import * as v from 'valibot'
import { type Bound, BoundSchema } from './bound.ts'
import type { Role } from './pair.ts'

/** How predictions are served and shadowed. Each flag variant holds one plan. */
export interface Plan {
  /** The model whose answer the user sees. */
  serve: Role
  /** Probability that a prediction is also sent to the other model, from 0 (off) to 1 (always). */
  shadowRate: number
  /**
   * Timeout of a shadow call, in milliseconds, 1 to 600,000. A call that exceeds it is recorded as `timeout`.
   *
   * @default 10_000
   */
  timeoutMs: number
  /**
   * How long a shadow run may wait to start after the serving model answered, in milliseconds, 1 to 600,000. A run that
   * waits longer is dropped and counted.
   *
   * @default 2_000
   */
  startWithinMs: number
  /**
   * Maximum number of concurrent shadow calls to one origin across all tabs, 1 to 5.
   *
   * @default 2
   */
  maxInFlight: number
  /**
   * Maximum JSON length of a pair in UTF-16 units, 1 to 4,194,304. A longer pair is dropped and counted. A collector
   * also refuses requests over 5 MiB, and a pair with many non-ASCII characters can reach that limit first.
   *
   * @default 262_144
   */
  maxRecordLength: number
  /**
   * Maximum number of pairs waiting on the device, 1 to 1,000,000. The oldest pairs are evicted first.
   *
   * @default 10_000
   */
  maxQueuedPairs: number
  /**
   * Maximum JSON length of all pairs waiting on the device in UTF-16 units, 1 to 1,000,000,000. The oldest pairs are
   * evicted first.
   *
   * @default 20_000_000
   */
  maxQueuedLength: number
  /**
   * How long a pair may wait on the device, in milliseconds, up to 366 days. An older pair is dropped and counted.
   *
   * @default 604_800_000 (7 days)
   */
  maxAgeMs: number
  /**
   * What happens to waiting pairs when shadowing is switched off. With `keep` they are still delivered.
   *
   * @default 'keep'
   */
  whenOff: 'keep' | 'discard'
  /**
   * Limits on the candidate's answers, at most 50.
   *
   * @default []
   */
  bounds: Bound[]
  /**
   * Share of the sampled predictions that ask the live model twice, from 0 to 1. The second answer shows how often the
   * live model disagrees with itself. The live model must be marked as idempotent.
   *
   * @default 0
   */
  noiseRate: number
  /**
   * Maximum number of shadow calls that a tab may start in any 60 seconds, 1 to 1,000,000. Further calls are dropped
   * and counted. The default only stops runaway loops.
   *
   * @default 30_000
   */
  maxRequestsPerMinute: number
  /**
   * Maximum length of the bodies that a tab's shadow calls send and receive in any 60 seconds, in characters, 1 to
   * 1,000,000,000. Further calls are dropped and counted.
   *
   * @default 100_000_000
   */
  maxBytesPerMinute: number
  /**
   * Whether to run a shadow call while the device saves data or its connection is slow (2g). With `skip` the run is
   * dropped and counted.
   *
   * @default 'skip'
   */
  whenSlow: 'skip' | 'run'
  /**
   * Whether to run a shadow call while the page is hidden. With `skip` the run is dropped and counted.
   *
   * @default 'skip'
   */
  whenHidden: 'skip' | 'run'
  /**
   * Number of consecutive failed shadow calls that opens the circuit breaker, 1 to 1,000. Errors and timeouts are
   * failures. The breaker also opens when 80 % of the last 50 calls failed, and at once on a 429 or 503. While it is
   * open, the model gets no shadow calls. A single trial call then decides whether it closes.
   *
   * @default 10
   */
  breakAfterFailures: number
  /**
   * How long the breaker stays open, in milliseconds, 1 to 300,000. A `Retry-After` header takes precedence. Each
   * failed trial call doubles the time, up to 5 minutes.
   *
   * @default 30_000
   */
  breakForMs: number
  /**
   * Whether an answer that violates a bound counts as a failure.
   *
   * @default false
   */
  breakOnBounds: boolean
}

const integer = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

/**
 * Fills in the defaults and ignores unknown fields, so an old SDK can read a newer plan. Unknown fields of a bound are
 * refused.
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
