import type { BadLine, RecordLine } from './read-record-line.ts'

/** Where imported pairs or outcomes go. */
export interface RecordSink {
  /** A batch ends at whichever comes first; it has at least one. */
  readonly maxRecords: number
  /** UTF-16 units. */
  readonly maxLength: number
  /** Resolves when they are on disk, with those that were refused. */
  send(records: RecordLine[]): Promise<BadLine[]>
  /** What became of all that was sent. */
  summary(): Record<string, number>
}
