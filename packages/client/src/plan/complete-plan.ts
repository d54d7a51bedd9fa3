import type { Plan } from '@shadow-mode/protocol'
import { mustBe, object, oneOf, type Read } from '../core/guard/readers.ts'

const DAY_MS = 86_400_000
const MAX_BOUNDS = 50

/** A number, whole where `max` is more than 1. */
const number = (max: number, fallback?: number, min = 1): Read<number> => {
  const isWhole = max > 1
  return mustBe(
    value => typeof value === 'number' && value >= min && value <= max && (!isWhole || value % 1 === 0),
    `a ${isWhole ? 'whole ' : ''}number, ${min} to ${max}`,
    fallback,
  )
}
const skipOrRun = oneOf<Plan['whenSlow']>(['skip', 'run'], 'skip')

/** The same limits and defaults as protocol's `PlanSchema`, without its weight. */
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

/** A plan that an app wrote, with its defaults filled in. */
export const readPlan: Read<Plan> = object(FIELDS)

/**
 * Fills in the defaults of a plan from the cache or a flag.
 * Throws `InvalidOptionError` that names the field; unknown fields are ignored, so that an old SDK reads a newer plan.
 * The bounds are only counted here: `completeBounds` reads them, once the background is there.
 */
export const completePlan: Read<Plan> = object(FIELDS, true)
