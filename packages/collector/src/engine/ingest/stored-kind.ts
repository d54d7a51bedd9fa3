import type { IngestRecord } from '../engine.ts'
import type { KindName } from '../kind-name.ts'
import type { Store } from '../store/store.ts'

/** A record that reads as what it says it is. */
export interface ReadableRecord {
  record: IngestRecord
  /** Tells it apart within its experiment. */
  key: string
  digest: string
}

export interface Refusal {
  record: IngestRecord
  reason: string
}

/** Times of ids that are accepted, both inclusive, in milliseconds since the epoch. */
export interface ClipWindow {
  fromMs: number
  toMs: number
}

/** A table beside the kind's own, and what of a record goes there. */
export interface SideTable<R extends ReadableRecord> {
  table: string
  row(record: R): string
}

/** What the one road into the engine, `ingestRecords`, must know of a kind of record. */
export interface StoredKind<R extends ReadableRecord = ReadableRecord> {
  /** The table of its rows; `kindTables` has the others that every kind has. */
  name: KindName
  read(record: IngestRecord): R | Refusal
  /** What the store holds under the keys of records that are all of one experiment. */
  known(
    store: Store,
    experiment: string,
    records: readonly R[],
    clip: ClipWindow | null,
  ): Promise<{ key: string; digest: string }[]>
  row(record: R): string
  /** What one insert can take; absent: all. */
  portions?(records: readonly R[]): Iterable<readonly R[]>
  /** Later records whose key is taken by another text. */
  conflicts: SideTable<R>
  /** Records from outside of the window; absent: their times are not looked at. */
  quarantine?: SideTable<R> & { isOutside(record: R, clip: ClipWindow): boolean }
}
