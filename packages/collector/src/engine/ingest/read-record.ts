import { describeIssues, type Pair, PairSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import type { IngestRecord } from '../engine.ts'
import { idNumber } from '../id-number.ts'
import { inputColumn } from './input-column.ts'
import { textDigest } from './text-digest.ts'

/** A record that reads as the pair it says it is. */
export interface ReadablePair {
  record: IngestRecord
  id: bigint
  digest: string
  pair: Pair
  input: string
}

export interface Refusal {
  record: IngestRecord
  reason: string
}

/** The record was checked at the door; it is read again, because a log may be older than the code that replays it. */
export function readRecord(record: IngestRecord): ReadablePair | Refusal {
  if (!record.raw.isWellFormed()) return { record, reason: 'raw: not well-formed Unicode' }
  try {
    const parsed = v.safeParse(PairSchema, JSON.parse(record.raw))
    if (!parsed.success) return { record, reason: describeIssues(parsed.issues) }
    const pair = parsed.output
    if (pair.id !== record.id) return { record, reason: `id: the text has ${pair.id}` }
    if (pair.experiment !== record.experiment)
      return { record, reason: `experiment: the text has ${pair.experiment}` }
    const input = inputColumn(pair.input)
    return { record, pair, input, id: idNumber(pair.id), digest: textDigest(record.raw) }
  } catch (error) {
    // JSON.parse, or a text nested so deeply that the stack ends: both are the record's.
    if (error instanceof SyntaxError || error instanceof RangeError)
      return { record, reason: `raw: ${error.message}` }
    throw error
  }
}
