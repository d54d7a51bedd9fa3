import { describeIssues } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { describeError } from '../../errors/describe-error.ts'
import type { RecordKind } from '../../intake/record-kind.ts'
import { decodeLine } from '../../table/decode-line.ts'
import type { FileLine } from '../../table/read-lines.ts'

/** A valid pair or outcome and its line number. */
export interface RecordLine {
  line: number
  id: string
  experiment: string
  raw: string
}

/** A line that is not stored: it is invalid, or the collector refused it. */
export interface BadLine {
  line: number
  /** Why the line is not stored. */
  problem: string
}

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
  const record = v.safeParse(kind.record, parsed)
  if (!record.success) return { line, problem: describeIssues(record.issues) }
  if (experiment !== undefined && record.output.experiment !== experiment) {
    return {
      line,
      problem: `experiment: Expected "${experiment}" but received "${record.output.experiment}"`,
    }
  }
  return { line, id: kind.idOf(record.output, raw), experiment: record.output.experiment, raw }
}
