import type { IngestRecord } from '../engine.ts'
import type { KindName } from '../kind-name.ts'
import type { Store } from '../store/store.ts'

/** A record whose text was parsed and matches its schema. */
export interface ReadableRecord {
  record: IngestRecord
  /** Identifies the record among those of its kind and experiment. */
  key: string
  /** Of the raw text, as `digestText` makes it. */
  digest: string
}

/** A record that cannot be stored, and why. */
export interface Refusal {
  record: IngestRecord
  reason: string
}

/** A range of UUIDv7 timestamps, both ends inclusive, in milliseconds since the epoch. */
export interface IdTimeWindow {
  fromMs: number
  toMs: number
}

/** A table besides the main table of a kind. */
export interface AuxiliaryTable<R extends ReadableRecord> {
  table: string
  /** Returns the JSON text of a record's row in this table. */
  toRow(record: R): string
}

/** How `ingestRecords` reads and stores one kind of record. */
export interface StoredKind<R extends ReadableRecord = ReadableRecord> {
  /** The name of the kind and of its main table. `kindTables` names the other tables that every kind has. */
  name: KindName
  read(record: IngestRecord): R | Refusal
  /**
   * Returns those of the records' keys that are already stored, with their digests. The records are of one experiment.
   */
  findStored(
    store: Store,
    experiment: string,
    records: readonly R[],
    acceptedWindow: IdTimeWindow | null,
  ): Promise<{ key: string; digest: string }[]>
  /** Returns the JSON text of a record's row in the main table. */
  toRow(record: R): string
  /**
   * Splits records into portions, each small enough for one insert. Without this function, one insert takes all
   * records.
   */
  splitForInsert?(records: readonly R[]): Iterable<readonly R[]>
  /** Where to store records whose key is already stored with different text. */
  conflicts: AuxiliaryTable<R>
  /** Where to store records outside the window. Without this table, times are not checked. */
  quarantine?: AuxiliaryTable<R> & { isOutsideWindow(record: R, window: IdTimeWindow): boolean }
}
