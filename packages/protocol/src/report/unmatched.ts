import * as v from 'valibot'
import { CountSchema } from '../count.ts'

/**
 * Leaves of one output path that could not be compared. No statistic includes them. `null`, an absent key, a missing
 * array element and a non-finite number all count as "no value".
 */
export interface Unmatched {
  /** Only the live model gave a value. */
  liveOnly: number
  /** Only the candidate gave a value. */
  candidateOnly: number
  /** Both models have the leaf, but neither gave a value (`null` on both sides). */
  neither: number
  /** The two values differ in kind, or their kind is not that of the path (e.g. a number among classes). */
  otherKind: number
}

export const UnmatchedSchema: v.GenericSchema<unknown, Unmatched> = v.object({
  liveOnly: CountSchema,
  candidateOnly: CountSchema,
  neither: CountSchema,
  otherKind: CountSchema,
})
