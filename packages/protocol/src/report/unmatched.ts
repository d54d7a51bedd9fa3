import * as v from 'valibot'
import { CountSchema } from '../count.ts'

/**
 * Leaves of one output path that could not be compared. They are counted here and left out of every statistic. `null`, an absent
 * key, a missing array element and a number that is not finite are all "no value".
 */
export interface Unmatched {
  /** Only the live model gave a value. */
  liveOnly: number
  /** Only the candidate gave a value. */
  candidateOnly: number
  /** Both models have the leaf, but neither gave a value (`null` on both sides). */
  neither: number
  /** The values differ in kind, or their kind is not the path's (e.g. a number where most values are classes). */
  otherKind: number
}

export const UnmatchedSchema: v.GenericSchema<unknown, Unmatched> = v.object({
  liveOnly: CountSchema,
  candidateOnly: CountSchema,
  neither: CountSchema,
  otherKind: CountSchema,
})
