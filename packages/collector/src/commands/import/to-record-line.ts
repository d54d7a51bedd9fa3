import { describeIssues } from '@shadow-mode/protocol'
import * as v from 'valibot'
import type { RecordKind } from '../../intake/record-kind.ts'
import type { BadLine, RecordLine } from './record-line.ts'

/** Validates a pair or an outcome. `raw` is its JSON text. */
export function toRecordLine(
  line: number,
  kind: RecordKind,
  value: unknown,
  raw: string,
): RecordLine | BadLine {
  const record = v.safeParse(kind.record, value)
  if (!record.success) return { line, problem: describeIssues(record.issues) }
  return { line, id: kind.idOf(record.output, raw), experiment: record.output.experiment, raw }
}
