import type { RecordKind } from '../../intake/record-kind.ts'
import type { BadLine, RecordLine } from './record-line.ts'

/** Stores imported pairs or outcomes. */
export interface RecordSink {
  /** Maximum number of records in a batch. */
  readonly maxRecords: number
  /** Maximum length of a batch's records in UTF-16 units. One record may be longer. */
  readonly maxLength: number
  /** Stores a batch. Resolves with the refused records when the others are on disk. */
  send(records: RecordLine[]): Promise<BadLine[]>
  /** Counts of the sent records by result. */
  summarise(): Record<string, number>
}

/** Creates the sink for a kind of record. */
export type OpenSink = (kind: Pick<RecordKind, 'list'>) => RecordSink
