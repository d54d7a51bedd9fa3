import { outcomeKind, pairKind, type RecordKind } from '../../intake/record-kind.ts'
import type { MappingResult } from '../../mapping/open-mapping.ts'
import { createBatch } from './create-batch.ts'
import type { ImportListener } from './import-lines.ts'
import type { BadLine, RecordLine } from './record-line.ts'
import type { RecordSink } from './record-sink.ts'
import { toRecordLine } from './to-record-line.ts'

function serialise(line: number, kind: RecordKind, value: unknown): RecordLine | BadLine {
  const raw = JSON.stringify(value)
  if (raw.length > kind.maxLength)
    return { line, problem: `the row becomes longer than ${kind.maxLength} characters` }
  return toRecordLine(line, kind, value, raw)
}

/** Sends the pair and the outcome of every mapped row to the sinks, and reports every bad row. */
export async function importRows(
  rows: AsyncIterable<MappingResult>,
  sinks: { pairs: RecordSink; outcomes: RecordSink },
  listener: ImportListener,
): Promise<{ rows: number; bad: number }> {
  const counts = { rows: 0, bad: 0 }
  const report = (line: BadLine): void => {
    counts.bad += 1
    listener.onBadLine(line)
  }
  const open = (sink: RecordSink) =>
    createBatch(sink, refused => {
      refused.forEach(report)
      listener.onProgress(counts.rows)
    })
  const batches = { pairs: open(sinks.pairs), outcomes: open(sinks.outcomes) }
  try {
    for await (const row of rows) {
      counts.rows += 1
      if ('problem' in row) {
        report({ line: row.number, problem: row.problem })
        continue
      }
      const pair = serialise(row.number, pairKind, row.pair)
      const outcome = row.outcome && serialise(row.number, outcomeKind, row.outcome)
      const bad = [pair, outcome].find(record => record !== null && 'problem' in record)
      if (bad && 'problem' in bad) {
        report(bad)
        continue
      }
      if (!('problem' in pair)) await batches.pairs.add(pair)
      if (outcome && !('problem' in outcome)) await batches.outcomes.add(outcome)
    }
  } finally {
    // Send what was read, even if reading the file fails.
    await batches.pairs.send()
    await batches.outcomes.send()
  }
  return counts
}
