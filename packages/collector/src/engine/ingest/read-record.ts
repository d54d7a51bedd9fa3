import { describeIssues } from '@shadow-mode/protocol'
import { type GenericSchema, safeParse } from 'valibot'
import type { IngestRecord } from '../engine.ts'
import { digestText } from './digest-text.ts'
import type { ReadableRecord, Refusal } from './stored-kind.ts'

/**
 * Parses a record's text and passes the value to `make`, which returns what the kind adds to the record, or why it
 * refuses the record. Intake or the import has already validated the text. It is validated again, because the log can
 * be older than the code that replays it.
 */
export function readRecord<Value, Own extends { key: string }>(
  record: IngestRecord,
  schema: GenericSchema<unknown, Value>,
  make: (value: Value) => Own | string,
): (ReadableRecord & Own) | Refusal {
  if (!record.raw.isWellFormed()) return { record, reason: 'raw: not well-formed Unicode' }
  try {
    const parsed = safeParse(schema, JSON.parse(record.raw))
    if (!parsed.success) return { record, reason: describeIssues(parsed.issues) }
    const own = make(parsed.output)
    if (typeof own === 'string') return { record, reason: own }
    return { record, digest: digestText(record.raw), ...own }
  } catch (error) {
    // Invalid JSON, or nesting so deep that it overflows the stack. The record causes both.
    if (error instanceof SyntaxError || error instanceof RangeError)
      return { record, reason: `raw: ${error.message}` }
    throw error
  }
}
