import type { Plan } from '@shadow-mode/protocol'
import { mustBe, object, oneOf, type Read } from '../options/readers.ts'

const DAY_MS = 86_400_000

const wholeNumber = (max: number, fallback: number): Read<number> =>
  mustBe(
    value => Number.isInteger(value) && Number(value) > 0 && Number(value) <= max,
    `a whole number, 1 to ${max}`,
    fallback,
  )

/** The same limits and defaults as protocol's `PlanSchema`, without its weight. */
const FIELDS: { [Field in keyof Plan]: Read<Plan[Field]> } = {
  serve: oneOf(['live', 'candidate']),
  shadowRate: mustBe(value => typeof value === 'number' && value >= 0 && value <= 1, 'a number, 0 to 1'),
  timeoutMs: wholeNumber(600_000, 10_000),
  startWithinMs: wholeNumber(600_000, 2_000),
  maxInFlight: wholeNumber(5, 2),
  maxRecordLength: wholeNumber(10_000_000, 262_144),
  maxQueuedPairs: wholeNumber(1_000_000, 10_000),
  maxQueuedLength: wholeNumber(1_000_000_000, 20_000_000),
  maxAgeMs: wholeNumber(366 * DAY_MS, 7 * DAY_MS),
  whenOff: oneOf(['keep', 'discard'], 'keep'),
}

/** A plan that an app wrote, with its defaults filled in. */
export const readPlan: Read<Plan> = object(FIELDS)

/**
 * Fills in the defaults of a plan from the cache or a flag.
 * Throws `InvalidOptionError` that names the field; unknown fields are ignored, so that an old SDK reads a newer plan.
 */
export const completePlan: Read<Plan> = object(FIELDS, true)
