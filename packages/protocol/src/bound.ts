import * as v from 'valibot'
import { LabelSchema } from './ids.ts'

/**
 * A limit on the candidate's answers, with at least one of `min`, `max`, `oneOf` and `maxDifference`. A missing leaf
 * violates every limit, and a leaf that is not a number violates `min`, `max` and `maxDifference`. Unknown fields are
 * refused, because a client that ignored an unknown limit would report it as kept.
 */
export interface Bound {
  /** Identifies the bound in pairs and counts. */
  id: string
  /**
   * Path to a leaf of the output: `probability`, `applicant.score`, `items[].score` (each element) or `$` (the output
   * itself). Keys that contain a dot or a bracket are not supported.
   *
   * The output is seen as it is recorded: a typed array, a `Map` and a `Set` are arrays, a `Date` is a text, and a `BigInt`
   * is a number up to `Number.MAX_SAFE_INTEGER`. An output that is too large to be copied violates every limit.
   */
  path: string
  /** Minimum value, inclusive. */
  min?: number
  /** Maximum value, inclusive. Must not be below `min`. */
  max?: number
  /** Allowed values, at most 100. */
  oneOf?: (string | number | boolean | null)[]
  /**
   * Maximum absolute difference from the live model's number at the same leaf, at least 0. Array elements are compared
   * by position. The limit does not apply where the live model has no number.
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
