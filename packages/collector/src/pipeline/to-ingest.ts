import type { IngestRecord, LossRecord } from '../engine/engine.ts'
import type { LogEntry } from '../log/log-entry.ts'

// The newest counters of a client count. One batch from a clock that ran ahead must not be the newest for years.
function notAfter(sentAt: string, receivedAt: number): string {
  return Date.parse(sentAt) > receivedAt ? new Date(receivedAt).toISOString() : sentAt
}

/** What the engine is given for the entries of a group. */
export function toIngest(entries: LogEntry[]): { records: IngestRecord[]; losses: LossRecord[] } {
  return {
    records: entries.flatMap(({ firstSeq, records }) =>
      records.map((record, index) => ({ seq: firstSeq + index, ...record })),
    ),
    losses: entries.flatMap(({ client, sentAt, receivedAt, losses }) =>
      Object.entries(losses).map(([experiment, counters]) => ({
        client,
        experiment,
        sentAt: notAfter(sentAt, receivedAt),
        losses: counters,
      })),
    ),
  }
}
