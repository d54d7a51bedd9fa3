import type { RecordKind } from '../../intake/record-kind.ts'
import type { FileLine } from '../../table/read-lines.ts'
import { createBatch } from './create-batch.ts'
import { readRecordLine } from './read-record-line.ts'
import type { BadLine } from './record-line.ts'
import type { RecordSink } from './record-sink.ts'

export interface ImportListener {
  onBadLine(line: BadLine): void
  /** Called after each batch with the number of lines or rows read so far, without empty ones. */
  onProgress(lines: number): void
}

/**
 * Sends every valid record to the sink and reports every bad line.
 *
 * @returns How many lines were read, without empty ones, and how many of them were bad.
 */
export async function importLines(
  lines: AsyncIterable<FileLine>,
  { experiment, kind }: { experiment: string | undefined; kind: RecordKind },
  sink: RecordSink,
  listener: ImportListener,
): Promise<{ lines: number; bad: number }> {
  const counts = { lines: 0, bad: 0 }
  const report = (line: BadLine): void => {
    counts.bad += 1
    listener.onBadLine(line)
  }
  const batch = createBatch(sink, refused => {
    refused.forEach(report)
    listener.onProgress(counts.lines)
  })
  try {
    for await (const line of lines) {
      const read = readRecordLine(line, experiment, kind)
      if (read === null) continue
      counts.lines += 1
      if ('problem' in read) report(read)
      else await batch.add(read)
    }
  } finally {
    // Send the records that were read, even if reading the file fails.
    await batch.send()
  }
  return counts
}
