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

/** The accepted range of id times, both ends inclusive, in milliseconds since the epoch. */
export interface ClipWindow {
  fromMs: number
  toMs: number
}

/** An additional table of a kind, and how to make its rows. */
export interface SideTable<R extends ReadableRecord> {
  table: string
  row(record: R): string
}

/** What differs between the kinds of record in `ingestRecords`. */
export interface StoredKind<R extends ReadableRecord = ReadableRecord> {
  /** The main table. `kindTables` names the other tables that every kind has. */
  name: KindName
  read(record: IngestRecord): R | Refusal
  /** Looks up the keys of records of one experiment in the store. */
  known(
    store: Store,
    experiment: string,
    records: readonly R[],
    clip: ClipWindow | null,
  ): Promise<{ key: string; digest: string }[]>
  row(record: R): string
  /** Splits records into portions that one insert accepts. Without it, all records go into one insert. */
  portions?(records: readonly R[]): Iterable<readonly R[]>
  /** Where to store records whose key is already used by a different text. */
  conflicts: SideTable<R>
  /** Where to store records outside the window. Without it, times are not checked. */
  quarantine?: SideTable<R> & { isOutside(record: R, clip: ClipWindow): boolean }
}
