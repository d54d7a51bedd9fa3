import type { IngestRecord } from '../engine.ts'
import type { KindName } from '../kind-name.ts'
import type { Store } from '../store/store.ts'

/** A record whose text was parsed and matches its schema. */
export interface ReadableRecord {
  record: IngestRecord
  /** Identifies the record within its experiment. */
  key: string
  digest: string
}

export interface Refusal {
  record: IngestRecord
  reason: string
}

/** A range of the times in ids, both ends inclusive, in milliseconds since the epoch. */
export interface IdTimeWindow {
  fromMs: number
  toMs: number
}

/** A table besides the main table of a kind, and how to make its rows. */
export interface AuxiliaryTable<R extends ReadableRecord> {
  table: string
  row(record: R): string
}

/** How `ingestRecords` reads and stores one kind of record. */
export interface StoredKind<R extends ReadableRecord = ReadableRecord> {
  /** The main table. `kindTables` names the other tables that every kind has. */
  name: KindName
  read(record: IngestRecord): R | Refusal
  /** Looks up the keys of records of one experiment in the store. */
  known(
    store: Store,
    experiment: string,
    records: readonly R[],
    acceptedWindow: IdTimeWindow | null,
  ): Promise<{ key: string; digest: string }[]>
  row(record: R): string
  /** Splits records into portions that one insert accepts. Without it, all records go into one insert. */
  portions?(records: readonly R[]): Iterable<readonly R[]>
  /** Where to store records whose key is already used by a different text. */
  conflicts: AuxiliaryTable<R>
  /** Where to store records outside the window. Without it, times are not checked. */
  quarantine?: AuxiliaryTable<R> & { isOutsideWindow(record: R, window: IdTimeWindow): boolean }
}
