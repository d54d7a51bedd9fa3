import { describeIssues, type Rejection } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { KeyTree } from '../json/key-tree.ts'
import { OPEN_OBJECT } from '../json/scan-json.ts'
import { scanMembers } from '../json/scan-members.ts'
import { skipValue } from '../json/skip-value.ts'
import type { LogRecord } from '../log/log-entry.ts'
import { MAX_BATCH_KEYS, MAX_DEPTH, MAX_RECORD_DEPTH, MAX_RECORD_KEYS } from './intake-limits.ts'
import { parseFields } from './parse-fields.ts'
import type { RecordKind } from './record-kind.ts'

/** Ids that are longer are not repeated in an answer. UTF-16 units. */
const MAX_TOLD_ID = 64

export type ReadRecord = LogRecord | Omit<Rejection, 'index'>

interface Scanned {
  end: number
  depth: number
  keys: KeyTree
  /** The JSON texts of the known fields. */
  fields: Map<string, string>
}

/**
 * Reads the record that starts at `start`. It parses the fields that the schema checks, and only scans the others.
 *
 * @param batchKeys The keys of the batch's records so far. Receives those of an accepted record.
 * @throws {JsonScanError} The record is not JSON, or nested deeper than `MAX_DEPTH`.
 */
export function readRecord(
  text: string,
  start: number,
  kind: RecordKind,
  batchKeys: KeyTree,
): { end: number; record: ReadRecord } {
  const { end, depth, keys, fields } = scan(text, start, kind)
  const reject = (error: string) => ({ end, record: { id: findId(fields.get(kind.idField)), error } })
  if (end - start > kind.maxLength) return reject(`A record's JSON is at most ${kind.maxLength} characters`)
  if (depth > MAX_RECORD_DEPTH) return reject(`A record is nested at most ${MAX_RECORD_DEPTH} levels deep`)
  if (keys.isOver) return reject(`A record has at most ${MAX_RECORD_KEYS} distinct keys`)
  // Stopping at the first issue keeps the cost of a hostile record low.
  const parsed = v.safeParse(kind.record, parseFields(fields), { abortEarly: true })
  if (!parsed.success) return reject(describeIssues(parsed.issues))
  if (!batchKeys.merge(keys)) {
    return reject(`The records of a batch have at most ${MAX_BATCH_KEYS} distinct keys together`)
  }
  const raw = text.slice(start, end)
  return { end, record: { id: kind.idOf(parsed.output, raw), experiment: parsed.output.experiment, raw } }
}

function scan(text: string, start: number, { fields: known, unparsed }: RecordKind): Scanned {
  const keys = new KeyTree(MAX_RECORD_KEYS)
  const fields = new Map<string, string>()
  const limits = { maxDepth: MAX_DEPTH, keys }
  if (text.charCodeAt(start) !== OPEN_OBJECT) return { ...skipValue(text, start, limits), keys, fields }
  let depth = 1
  keys.enter()
  const end = scanMembers(text, start, (key, source, valueStart) => {
    keys.key(source)
    const value = skipValue(text, valueStart, limits)
    depth = Math.max(depth, value.depth + 1)
    if (key !== null && unparsed.includes(key)) fields.set(key, 'null')
    else if (key !== null && known.includes(key)) fields.set(key, text.slice(valueStart, value.end))
    return value.end
  })
  return { end, depth, keys, fields }
}

function findId(text: string | undefined): string | null {
  // Every character can be escaped with six.
  if (text === undefined || text.length > 6 * MAX_TOLD_ID + 2) return null
  const id: unknown = JSON.parse(text)
  return typeof id === 'string' && id.length <= MAX_TOLD_ID ? id : null
}
