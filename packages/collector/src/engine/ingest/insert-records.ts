import type { Store } from '../store/store.ts'
import { insertValidRows } from './insert-valid-rows.ts'
import type { ReadableRecord, Refusal, StoredKind } from './stored-kind.ts'

/** Inserts new records into the main table and returns those that the engine refused. */
export async function insertRecords<R extends ReadableRecord>(
  store: Store,
  kind: StoredKind<R>,
  records: readonly R[],
): Promise<Refusal[]> {
  const refusals: Refusal[] = []
  for (const portion of kind.splitForInsert?.(records) ?? [records]) {
    const rows = portion.map(record => kind.toRow(record))
    for (const { index, reason } of await insertValidRows(store, kind.name, rows)) {
      const refused = portion[index]
      if (refused) refusals.push({ record: refused.record, reason })
    }
  }
  return refusals
}
