import { type Batch, BatchSchema, describeIssues, PairSchema, type Rejection } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { HttpError } from '../http/http-error.ts'
import type { LogRecord } from '../log/log-entry.ts'
import {
  MAX_DEPTH,
  MAX_ENVELOPE_LENGTH,
  MAX_LOSS_ENTRIES,
  MAX_RECORD_DEPTH,
  MAX_RECORD_LENGTH,
  MAX_RECORDS,
} from './intake-limits.ts'
import { sliceRecords } from './slice-records.ts'

export interface ParsedBatch {
  envelope: Omit<Batch, 'pairs'>
  records: LogRecord[]
  rejected: Rejection[]
}

/**
 * Reads a batch: the envelope as a whole, each record by itself. A record of the wrong shape is rejected and the
 * others are kept with their text as it was sent.
 *
 * @throws {HttpError} 400 when the text is not JSON or not a batch, 413 when it holds too much.
 */
export function parseBatch(text: string): ParsedBatch {
  const sliced = sliceRecords(text, { maxDepth: MAX_DEPTH, maxRecords: MAX_RECORDS })
  if (sliced.kind === 'too-many') {
    throw new HttpError(413, 'too-many', `pairs: a batch holds at most ${MAX_RECORDS} records`)
  }
  if (sliced.kind === 'too-deep') {
    throw new HttpError(400, 'malformed', `The JSON is nested deeper than ${MAX_DEPTH} levels`)
  }
  if (sliced.kind === 'malformed') {
    throw new HttpError(400, 'malformed', `The body is not valid JSON at position ${sliced.position}`)
  }
  const { pairs: _, ...envelope } = parseEnvelope(sliced.envelope)
  const records: LogRecord[] = []
  const rejected: Rejection[] = []
  for (const [index, record] of (sliced.records ?? []).entries()) {
    const outcome = parseRecord(record, index)
    if ('error' in outcome) rejected.push({ index, ...outcome })
    else records.push(outcome)
  }
  return { envelope, records, rejected }
}

function parseEnvelope(text: string): Batch {
  if (text.length > MAX_ENVELOPE_LENGTH) {
    throw new HttpError(
      413,
      'too-large',
      `A batch without its pairs is at most ${MAX_ENVELOPE_LENGTH} characters`,
    )
  }
  const parsed = v.safeParse(BatchSchema, parseJson(text, 'The body is not valid JSON'), { abortEarly: true })
  if (!parsed.success) throw new HttpError(400, 'not-a-batch', describeIssues(parsed.issues))
  const losses = Object.values(parsed.output.losses)
  const most = Math.max(losses.length, ...losses.map(({ dropped }) => Object.keys(dropped).length))
  if (most > MAX_LOSS_ENTRIES) {
    throw new HttpError(
      400,
      'not-a-batch',
      `losses: at most ${MAX_LOSS_ENTRIES} experiments and reasons of each`,
    )
  }
  return parsed.output
}

function parseRecord(
  { text, depth }: { text: string; depth: number },
  index: number,
): LogRecord | Omit<Rejection, 'index'> {
  if (text.length > MAX_RECORD_LENGTH) {
    return { id: null, error: `A record's JSON is at most ${MAX_RECORD_LENGTH} characters` }
  }
  const value = parseJson(text, `pairs.${index} is not valid JSON`)
  if (depth > MAX_RECORD_DEPTH) {
    return { id: readableId(value), error: `A record is nested at most ${MAX_RECORD_DEPTH} levels deep` }
  }
  // One issue is enough to tell what is wrong, and keeps the cost of a hostile record low.
  const parsed = v.safeParse(PairSchema, value, { abortEarly: true })
  if (!parsed.success) return { id: readableId(value), error: describeIssues(parsed.issues) }
  return { id: parsed.output.id, experiment: parsed.output.experiment, raw: text }
}

function parseJson(text: string, problem: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new HttpError(400, 'malformed', problem, { cause: error })
  }
}

function readableId(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null
  return typeof value.id === 'string' && value.id.length <= 64 ? value.id : null
}
