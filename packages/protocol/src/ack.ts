import * as v from 'valibot'
import { CountSchema } from './count.ts'

/** Why the record at `index` of the batch was refused. Sending it again will not help. */
export interface Rejection {
  index: number
  /** The record's id, when it had a readable one. */
  id: string | null
  /** Names the field and what was expected of it. */
  error: string
}

/** The collector's answer to a batch: all that it did not reject is on its disk. */
export interface Ack {
  /** Records now on disk, duplicates included. */
  accepted: number
  /** How many of them the collector knew it had already (best effort; queries are exact). */
  duplicates: number
  rejected: Rejection[]
}

export const AckSchema: v.GenericSchema<unknown, Ack> = v.object({
  accepted: CountSchema,
  duplicates: CountSchema,
  rejected: v.array(v.object({ index: CountSchema, id: v.nullable(v.string()), error: v.string() })),
})
