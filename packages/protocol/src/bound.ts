import * as v from 'valibot'
import { LabelSchema } from './ids.ts'

/**
 * What the candidate's answers must keep to. A leaf that is missing or no number violates `min`, `max` and
 * `maxDifference`; one that is missing or of another type is not among `oneOf`. It has at least one of the four, and
 * nothing else: who cannot follow a guard must not take it for one that was kept.
 */
export interface Bound {
  /** Names the bound in pairs and counts. */
  id: string
  /**
   * A leaf of the output: `probability`, `applicant.score`, `items[].score` (each element), `$` (the output itself).
   * Names with a dot or bracket cannot be written.
   */
  path: string
  /** Smallest number allowed. */
  min?: number
  /** Greatest number allowed, not below `min`. */
  max?: number
  /** The only classes allowed: at most 100 texts, numbers, booleans or nulls. */
  oneOf?: (string | number | boolean | null)[]
  /**
   * Greatest difference to the live model's number at the same leaf, not below 0. Elements are compared by position;
   * where the live model has no number there is no difference.
   */
  maxDifference?: number
}

const limit = v.pipe(v.number(), v.finite())
const scalar = v.nullable(v.union([v.string(), v.number(), v.boolean()]))

export const BoundSchema: v.GenericSchema<unknown, Bound> = v.pipe(
  v.strictObject({
    id: LabelSchema,
    path: LabelSchema,
    min: v.exactOptional(limit),
    max: v.exactOptional(limit),
    oneOf: v.exactOptional(v.pipe(v.array(scalar), v.maxLength(100))),
    maxDifference: v.exactOptional(v.pipe(limit, v.minValue(0))),
  }),
  v.check(
    ({ min, max, oneOf, maxDifference }) => (min ?? max ?? oneOf ?? maxDifference) !== undefined,
    'Expected min, max, oneOf or maxDifference',
  ),
  v.forward(
    v.partialCheck(
      [['min'], ['max']],
      ({ min = -Infinity, max = Infinity }) => min <= max,
      'Expected a number that is not below min',
    ),
    ['max'],
  ),
)
