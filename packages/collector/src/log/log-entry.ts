import type { Losses } from '@shadow-mode/protocol'
import type { KindName } from '../engine/kind-name.ts'

/** A validated record. */
export interface LogRecord {
  /** As `RecordKind.idOf` returns it. */
  id: string
  experiment: string
  /** The JSON text exactly as it was sent. */
  raw: string
}

/** An accepted batch. Its records have the sequence numbers `firstSeq`, `firstSeq + 1`, … */
export interface LogEntry {
  /** The kind of the records. Absent for pairs. */
  kind?: Exclude<KindName, 'pairs'>
  firstSeq: number
  /** Milliseconds since the epoch, by the collector's clock. */
  receivedAt: number
  batchId: string
  client: string
  sentAt: string
  sdk: string
  losses: Record<string, Losses>
  records: LogRecord[]
}
