import { type Batch, describeIssues, type Rejection } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { HttpError } from '../http/http-error.ts'
import { JsonScanError } from '../json/json-scan-error.ts'
import { KeyTree } from '../json/key-tree.ts'
import type { LogRecord } from '../log/log-entry.ts'
import {
  MAX_BATCH_KEYS,
  MAX_DEPTH,
  MAX_ENVELOPE_LENGTH,
  MAX_LOSS_ENTRIES,
  MAX_RECORDS,
} from './intake-limits.ts'
import { parseFields } from './parse-fields.ts'
import { type ReadRecord, readRecord } from './read-record.ts'
import { pairKind, type RecordKind } from './record-kind.ts'
import { type ScannedBatch, scanBatch } from './scan-batch.ts'

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
  const scanned = scan(text, kind)
  const { batchId, client, sentAt, sdk, losses } = parseEnvelope(scanned, kind)
  const envelope = { batchId, client, sentAt, sdk, losses }
  const records: LogRecord[] = []
  const rejected: Rejection[] = []
  for (const [index, record] of (scanned.records ?? []).entries()) {
    if ('error' in record) rejected.push({ index, ...record })
    else records.push(record)
  }
  return { envelope, records, rejected }
}

function scan(text: string, kind: RecordKind): ScannedBatch<ReadRecord> {
  const { list, envelopeFields: fields } = kind
  const keys = new KeyTree(MAX_BATCH_KEYS)
  try {
    return scanBatch(text, {
      list,
      fields,
      maxDepth: MAX_DEPTH,
      maxRecords: MAX_RECORDS,
      maxEnvelopeLength: MAX_ENVELOPE_LENGTH,
      readRecord: start => readRecord(text, start, kind, keys),
    })
  } catch (error) {
    if (!(error instanceof JsonScanError)) throw error
    throw toHttpError(error, list)
  }
}

function toHttpError({ kind, position }: JsonScanError, list: string): HttpError {
  const [status, code, message] = {
    'too-many': [413, 'too-many', `${list}: a batch holds at most ${MAX_RECORDS} records`] as const,
    'too-long': [
      413,
      'too-large',
      `A batch without its ${list} is at most ${MAX_ENVELOPE_LENGTH} characters`,
    ] as const,
    'too-deep': [400, 'malformed', `The JSON is nested deeper than ${MAX_DEPTH} levels`] as const,
    malformed: [400, 'malformed', `The body is not valid JSON at position ${position}`] as const,
  }[kind]
  return new HttpError(status, code, message)
}

function parseEnvelope(
  { fields, records }: ScannedBatch<unknown>,
  { list, envelope }: RecordKind,
): ParsedBatch['envelope'] {
  const value = { ...parseFields(fields), ...(records !== null && { [list]: [] }) }
  const parsed = v.safeParse(envelope, value, { abortEarly: true })
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
