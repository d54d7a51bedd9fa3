import * as v from 'valibot'
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
}

const integer = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))

/** Fills in the defaults. Fields it does not know are ignored, so that an old SDK can read a newer plan. */
export const PlanSchema: v.GenericSchema<unknown, Plan> = v.object({
  serve: v.picklist(['live', 'candidate']),
  shadowRate: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  timeoutMs: v.optional(integer(1, 600_000), 10_000),
  startWithinMs: v.optional(integer(1, 600_000), 2_000),
  maxInFlight: v.optional(integer(1, 5), 2),
  maxRecordLength: v.optional(integer(1, 4_194_304), 262_144),
  maxQueuedPairs: v.optional(integer(1, 1_000_000), 10_000),
  maxQueuedLength: v.optional(integer(1, 1_000_000_000), 20_000_000),
  maxAgeMs: v.optional(integer(1, 366 * 86_400_000), 7 * 86_400_000),
  whenOff: v.optional(v.picklist(['keep', 'discard']), 'keep'),
})
