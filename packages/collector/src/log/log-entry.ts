import type { Losses } from '@shadow-mode/protocol'
import type { KindName } from '../engine/kind-name.ts'

/** A record that passed its schema. */
export interface LogRecord {
  id: string
  experiment: string
  /** Its JSON text exactly as it was sent. */
  raw: string
}

/** One accepted batch. Its records have the sequence numbers `firstSeq`, `firstSeq + 1`, … */
export interface LogEntry {
  /** What the records are; absent: pairs. */
  kind?: Exclude<KindName, 'pairs'>
  firstSeq: number
  /** Milliseconds since the epoch, the collector's clock. */
  receivedAt: number
  batchId: string
  client: string
  sentAt: string
  sdk: string
  losses: Record<string, Losses>
  records: LogRecord[]
}
