import * as v from 'valibot'
import { CountSchema } from '../count.ts'

/**
 * Leaves of one output path that could not be compared: counted, and left out of every statistic. `null`, an absent
 * key, a missing array element and a number that is not finite are all "no value".
 */
export interface Unmatched {
  /** Only the live model gave a value. */
  liveOnly: number
  /** Only the candidate gave a value. */
  candidateOnly: number
  /** Both have the leaf and neither a value (`null` on both sides). */
  neither: number
  /** Both gave values of different kinds, or of the kind that is not the path's (a number where classes are the rule). */
  otherKind: number
}

export const UnmatchedSchema: v.GenericSchema<unknown, Unmatched> = v.object({
  liveOnly: CountSchema,
  candidateOnly: CountSchema,
  neither: CountSchema,
  otherKind: CountSchema,
})
