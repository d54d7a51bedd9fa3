import type { Plan } from '@shadow-mode/protocol'
import { mustBe, object, oneOf, type Read } from '../core/guard/readers.ts'

const DAY_MS = 86_400_000
const MAX_BOUNDS = 50

/** Returns a reader for a number from `min` to `max`. It must be an integer if `max` is more than 1. */
const number = (max: number, fallback?: number, min = 1): Read<number> => {
  const isWhole = max > 1
  return mustBe(
    value => typeof value === 'number' && value >= min && value <= max && (!isWhole || value % 1 === 0),
    `a ${isWhole ? 'whole ' : ''}number, ${min} to ${max}`,
    fallback,
  )
}
const skipOrRun = oneOf<Plan['whenSlow']>(['skip', 'run'], 'skip')

/** Same limits and defaults as `PlanSchema` in the protocol package, which is too large for the client. */
const FIELDS: { [Field in keyof Plan]: Read<Plan[Field]> } = {
  serve: oneOf(['live', 'candidate']),
  shadowRate: number(1, undefined, 0),
  timeoutMs: number(600_000, 10_000),
  startWithinMs: number(600_000, 2_000),
  maxInFlight: number(5, 2),
  maxRecordLength: number(4_194_304, 262_144),
  maxQueuedPairs: number(1_000_000, 10_000),
  maxQueuedLength: number(1_000_000_000, 20_000_000),
  maxAgeMs: number(366 * DAY_MS, 7 * DAY_MS),
  whenOff: oneOf(['keep', 'discard'], 'keep'),
  bounds: mustBe(
    value => Array.isArray(value) && value.length <= MAX_BOUNDS,
    `at most ${MAX_BOUNDS} bounds`,
    [],
  ),
  noiseRate: number(1, 0, 0),
  maxRequestsPerMinute: number(1_000_000, 30_000),
  maxBytesPerMinute: number(1_000_000_000, 100_000_000),
  whenSlow: skipOrRun,
  whenHidden: skipOrRun,
  breakAfterFailures: number(1_000, 10),
  breakForMs: number(300_000, 30_000),
  breakOnBounds: oneOf([true, false], false),
}

/**
 * Reads a plan from the app's options and fills in the defaults. Throws an `InvalidOptionError` that names the field, for
 * unknown fields too. Checks only the number of bounds, as `completePlan` does.
 */
export const readPlan: Read<Plan> = object(FIELDS)

/**
 * Reads a plan from the cache or a flag and fills in the defaults. Throws an `InvalidOptionError` that names the field.
 * Ignores unknown fields, so that an old SDK can read a newer plan. Checks only the number of bounds: `completeBounds`
 * validates them after the background code has loaded.
 */
export const completePlan: Read<Plan> = object(FIELDS, true)
