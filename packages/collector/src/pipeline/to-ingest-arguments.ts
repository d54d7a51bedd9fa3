import type { IngestRecord, LossRecord } from '../engine/engine.ts'
import type { LogEntry } from '../log/log-entry.ts'

/** Converts entries of one kind to what `Engine.ingest` takes. */
export function toIngestArguments(entries: LogEntry[]): { records: IngestRecord[]; losses: LossRecord[] } {
  return {
    records: entries.flatMap(({ firstSeq, records }) =>
      records.map((record, index) => ({ seq: firstSeq + index, ...record })),
    ),
    losses: entries.flatMap(({ client, losses }) =>
      Object.entries(losses).map(([experiment, counters]) => ({ client, experiment, losses: counters })),
    ),
  }
}
