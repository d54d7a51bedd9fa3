import * as v from 'valibot'
import { CountSchema } from '../count.ts'

/** Data that a named limit left out of the statistics. */
export interface Cut {
  what: 'paths' | 'depth' | 'elements' | 'values' | 'classes' | 'versions'
  /** The output path, or `null` for the whole report. */
  path: string | null
  limit: number
  /** How many leaves, elements, values, class labels or versions were left out. Each occurrence counts. */
  omitted: number
}

export const CutSchema: v.GenericSchema<unknown, Cut> = v.object({
  what: v.picklist(['paths', 'depth', 'elements', 'values', 'classes', 'versions']),
  path: v.nullable(v.string()),
  limit: CountSchema,
  omitted: CountSchema,
})
