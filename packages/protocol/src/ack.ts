import * as v from 'valibot'
import { CountSchema } from './count.ts'

/** Why the record at `index` of the batch was refused. Sending it again will not help. */
export interface Rejection {
  index: number
  /** The record's id, when it had a readable one. */
  id: string | null
  /** Names the field and the value it expects. */
  error: string
}

/** The collector's answer to a batch. Every record that is not rejected is on disk. */
export interface Ack {
  /** Records now on disk, duplicates included. */
  accepted: number
  /** How many of the accepted records were duplicates. This is best effort; queries are exact. */
  duplicates: number
  rejected: Rejection[]
}

export const AckSchema: v.GenericSchema<unknown, Ack> = v.object({
  accepted: CountSchema,
  duplicates: CountSchema,
  rejected: v.array(v.object({ index: CountSchema, id: v.nullable(v.string()), error: v.string() })),
})
