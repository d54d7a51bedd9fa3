import type { IngestRecord, LossRecord } from '../engine/engine.ts'
import type { LogEntry } from '../log/log-entry.ts'

/** Converts entries of one kind to what `Engine.ingest` takes. */
export function toIngestArguments(entries: LogEntry[]): { records: IngestRecord[]; losses: LossRecord[] } {
  return {
    records: entries.flatMap(({ firstSeq, client, receivedAt, records }) => {
      const sender = { client, receivedAt }
      return records.map((record, index) => ({ seq: firstSeq + index, ...record, sender }))
    }),
    losses: entries.flatMap(({ client, receivedAt, losses }) =>
      Object.entries(losses).map(([experiment, counters]) => ({
        client,
        receivedAt,
        experiment,
        losses: counters,
      })),
    ),
  }
}
