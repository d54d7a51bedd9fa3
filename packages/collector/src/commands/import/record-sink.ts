import type { BadLine, RecordLine } from './read-record-line.ts'

/** Stores imported pairs or outcomes. */
export interface RecordSink {
  /** A batch ends at the first limit it reaches, but has at least one record. */
  readonly maxRecords: number
  /** UTF-16 units. */
  readonly maxLength: number
  /** Resolves with the refused records when the others are on disk. */
  send(records: RecordLine[]): Promise<BadLine[]>
  /** Counts of the sent records by result. */
  summary(): Record<string, number>
}
