import type { IngestRecord, IngestResult, LossRecord } from '../engine.ts'
import { kindTables } from '../sql/kind-tables.ts'
import type { Store } from '../store/store.ts'
import { classifyRecords } from './classify-records.ts'
import { findStoredDigests } from './find-stored-digests.ts'
import { insertRecords } from './insert-records.ts'
import { toDeadLetterRow, toLossRow } from './rows.ts'
import type { AuxiliaryTable, IdTimeWindow, ReadableRecord, Refusal, StoredKind } from './stored-kind.ts'
import { updateClients } from './update-clients.ts'

export interface Ingest {
  records: readonly IngestRecord[]
  losses: readonly LossRecord[]
  /** Pairs whose id's time is outside are quarantined. `null` accepts all timestamps. Outcomes are not checked. */
  acceptedWindow: IdTimeWindow | null
}

/**
 * Inserts the new records and counts those that are already stored. Every step can be repeated after a crash, because
 * two rows with the same key count once.
 */
export async function ingestRecords<R extends ReadableRecord>(
  store: Store,
  kind: StoredKind<R>,
  { records, losses, acceptedWindow }: Ingest,
): Promise<IngestResult> {
  const refusals: Refusal[] = []
  const readable: R[] = []
  for (const record of records) {
    const read = kind.read(record)
    if ('reason' in read) refusals.push(read)
    else readable.push(read)
  }

  const { quarantine, conflicts } = kind
  const known = await findStoredDigests(store, kind, readable, acceptedWindow)
  const classified = classifyRecords(
    readable,
    known,
    record =>
      acceptedWindow !== null &&
      quarantine !== undefined &&
      quarantine.isOutsideWindow(record, acceptedWindow),
  )

  const tables = kindTables[kind.name]
  const insertInto = (target: AuxiliaryTable<R>, rows: R[]): Promise<void> =>
    store.insert(
      target.table,
      rows.map(record => target.toRow(record)),
    )
  if (quarantine) await insertInto(quarantine, classified.quarantined)
  await insertInto(conflicts, classified.conflicts)
  // Before the records: once they are stored, a repeated ingest would no longer find them new, and would never count them.
  const fresh = classified.fresh.map(({ record }) => record)
  const plausible = await updateClients(store, tables.clients, { fresh, losses })
  await store.insert(tables.losses, plausible.map(toLossRow))
  const countersSetAside = losses.length - plausible.length
  const refusedByEngine = await insertRecords(store, kind, classified.fresh)
  refusals.push(...refusedByEngine)
  await store.insert(tables.deadLetters, refusals.map(toDeadLetterRow))

  return {
    stored: classified.fresh.length - refusedByEngine.length,
    duplicates: classified.duplicates,
    conflicts: classified.conflicts.length,
    quarantined: classified.quarantined.length,
    deadLetters: refusals.length,
    ...(countersSetAside > 0 && { countersSetAside }),
  }
}
