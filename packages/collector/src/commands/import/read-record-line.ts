import { describeError } from '../../errors/describe-error.ts'
import type { RecordKind } from '../../intake/record-kind.ts'
import { decodeLine } from '../../table/decode-line.ts'
import type { FileLine } from '../../table/read-lines.ts'
import type { BadLine, RecordLine } from './record-line.ts'
import { toRecordLine } from './to-record-line.ts'

/** Parses one line. Returns `null` for a blank line. Without `experiment`, records of any experiment are valid. */
export function readRecordLine(
  fileLine: FileLine,
  experiment: string | undefined,
  kind: RecordKind,
): RecordLine | BadLine | null {
  const line = fileLine.number
  let raw: string
  let parsed: unknown
  try {
    raw = decodeLine(fileLine)
    if (raw === '') return null
    parsed = JSON.parse(raw)
  } catch (error) {
    return { line, problem: describeError(error) }
  }
  if (raw.length > kind.maxLength) return { line, problem: `longer than ${kind.maxLength} characters` }
  const record = toRecordLine(line, kind, parsed, raw)
  if ('problem' in record || experiment === undefined || record.experiment === experiment) return record
  return { line, problem: `experiment: Expected "${experiment}" but received "${record.experiment}"` }
}
