import type { LogRecord } from './log-entry.ts'

/** Records as the log stores them, so that a worker can make the bytes. */
export interface PackedRecords {
  heads: { id: string; experiment: string; bytes: number }[]
  /** The texts of the records, without separators. */
  payload: Uint8Array<ArrayBuffer>
}

export function packRecords(records: readonly LogRecord[]): PackedRecords {
  return {
    heads: records.map(({ id, experiment, raw }) => ({ id, experiment, bytes: Buffer.byteLength(raw) })),
    payload: new TextEncoder().encode(records.map(record => record.raw).join('')),
  }
}
