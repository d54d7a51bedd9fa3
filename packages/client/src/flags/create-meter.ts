import { EvaluationError } from './evaluation-error.ts'

/** Enough to look a subject up in a list of 60,000 ids. */
const MAX_STEPS = 200_000

/** Characters that are handled in the time of one step. */
const CHARACTERS_A_STEP = 64

/** Counts what handling `value` costs, and gives it back. */
export type Meter = <Value>(value: Value) => Value

/** Ends an evaluation whose cost grows without bound, such as a string that doubles in each round of a `reduce`. */
export function createMeter(): Meter {
  let left = MAX_STEPS
  const charge: Meter = value => {
    left -= typeof value === 'string' ? 1 + value.length / CHARACTERS_A_STEP : 1
    if (left < 0) throw new EvaluationError('GENERAL', 'targeting: the rule takes too long')
    if (Array.isArray(value)) for (const item of value) charge(item)
    return value
  }
  return charge
}
