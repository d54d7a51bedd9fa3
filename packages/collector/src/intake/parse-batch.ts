import { type Batch, describeIssues, type Rejection } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { HttpError } from '../http/http-error.ts'
import type { LogRecord } from '../log/log-entry.ts'
import {
  MAX_DEPTH,
  MAX_ENVELOPE_LENGTH,
  MAX_LOSS_ENTRIES,
  MAX_RECORD_DEPTH,
  MAX_RECORDS,
} from './intake-limits.ts'
import { pairKind, type RecordKind } from './record-kind.ts'
import { sliceRecords } from './slice-records.ts'

export interface ParsedBatch {
  /** The batch without its records. */
  envelope: Omit<Batch, 'pairs'>
  records: LogRecord[]
  rejected: Rejection[]
}

/**
 * Parses a batch. Each record is parsed separately: an invalid record is rejected, and the others are kept with the
 * text that was sent.
 *
 * @throws {HttpError} 400 when the text is not JSON, not a batch or nested deeper than `MAX_DEPTH`, 413 when the batch
 * has more records than `MAX_RECORDS` or its envelope is longer than `MAX_ENVELOPE_LENGTH`.
 */
export function parseBatch(text: string, kind: RecordKind = pairKind): ParsedBatch {
  const { list } = kind
  const sliced = sliceRecords(text, { list, maxDepth: MAX_DEPTH, maxRecords: MAX_RECORDS })
  if (sliced.kind === 'too-many') {
    throw new HttpError(413, 'too-many', `${list}: a batch holds at most ${MAX_RECORDS} records`)
  }
  if (sliced.kind === 'too-deep') {
    throw new HttpError(400, 'malformed', `The JSON is nested deeper than ${MAX_DEPTH} levels`)
  }
  if (sliced.kind === 'malformed') {
    throw new HttpError(400, 'malformed', `The body is not valid JSON at position ${sliced.position}`)
  }
  const { batchId, client, sentAt, sdk, losses } = parseEnvelope(sliced.envelope, kind)
  const envelope = { batchId, client, sentAt, sdk, losses }
  const records: LogRecord[] = []
  const rejected: Rejection[] = []
  for (const [index, record] of (sliced.records ?? []).entries()) {
    const parsed = parseRecord(record, index, kind)
    if ('error' in parsed) rejected.push({ index, ...parsed })
    else records.push(parsed)
  }
  return { envelope, records, rejected }
}

function parseEnvelope(text: string, { list, envelope }: RecordKind): ParsedBatch['envelope'] {
  if (text.length > MAX_ENVELOPE_LENGTH) {
    throw new HttpError(
      413,
      'too-large',
      `A batch without its ${list} is at most ${MAX_ENVELOPE_LENGTH} characters`,
    )
  }
  const parsed = v.safeParse(envelope, parseJson(text, 'The body is not valid JSON'), { abortEarly: true })
  if (!parsed.success) throw new HttpError(400, 'not-a-batch', describeIssues(parsed.issues))
  const losses = Object.values(parsed.output.losses)
  const maxEntries = Math.max(losses.length, ...losses.map(({ dropped }) => Object.keys(dropped).length))
  if (maxEntries > MAX_LOSS_ENTRIES) {
    throw new HttpError(
      400,
      'not-a-batch',
      `losses: at most ${MAX_LOSS_ENTRIES} experiments, and as many reasons for each`,
    )
  }
  return parsed.output
}

function parseRecord(
  { text, depth }: { text: string; depth: number },
  index: number,
  kind: RecordKind,
): LogRecord | Omit<Rejection, 'index'> {
  const { list, record, idField, maxLength } = kind
  if (text.length > maxLength) {
    return { id: null, error: `A record's JSON is at most ${maxLength} characters` }
  }
  const value = parseJson(text, `${list}.${index} is not valid JSON`)
  if (depth > MAX_RECORD_DEPTH) {
    return {
      id: findId(value, idField),
      error: `A record is nested at most ${MAX_RECORD_DEPTH} levels deep`,
    }
  }
  // Stopping at the first issue keeps the cost of a hostile record low.
  const parsed = v.safeParse(record, value, { abortEarly: true })
  if (!parsed.success) return { id: findId(value, idField), error: describeIssues(parsed.issues) }
  return { id: kind.idOf(parsed.output, text), experiment: parsed.output.experiment, raw: text }
}

function parseJson(text: string, problem: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new HttpError(400, 'malformed', problem, { cause: error })
  }
}

function findId(value: unknown, field: RecordKind['idField']): string | null {
  if (typeof value !== 'object' || value === null) return null
  const id: unknown = Reflect.get(value, field)
  return typeof id === 'string' && id.length <= 64 ? id : null
}
