import { EvaluationError } from './evaluation-error.ts'

/** Enough to look a subject up in a list of 60,000 UUIDs; about 10 ms of a laptop, whatever the operators. */
const MAX_STEPS = 100_000

/** Characters that an operator handles in the time of one step; in a list texts are only looked at. */
const CHARACTERS_A_STEP = 8
const LISTED_CHARACTERS_A_STEP = 64

/** What is no text costs as much as one this long. */
const OTHER_LENGTH = 8

/** Counts what handling `value` costs, and gives it back. */
export type Meter = <Value>(value: Value, charactersAStep?: number) => Value

/** Ends an evaluation whose cost grows without bound, such as a string that doubles in each round of a `reduce`. */
export function createMeter(): Meter {
  let left = MAX_STEPS
  const charge: Meter = (value, charactersAStep = CHARACTERS_A_STEP) => {
    left -= 1 + (typeof value === 'string' ? value.length : OTHER_LENGTH) / charactersAStep
    if (left < 0) throw new EvaluationError('GENERAL', 'targeting: the rule takes too long')
    if (Array.isArray(value)) for (const item of value) charge(item, LISTED_CHARACTERS_A_STEP)
    return value
  }
  return charge
}
