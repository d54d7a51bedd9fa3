import type { Store } from '../store/store.ts'
import type { IdTimeWindow, ReadableRecord, StoredKind } from './stored-kind.ts'

/** Returns the experiment and the key, which identify a record within its table. */
export const toStoreKey = ({ record, key }: ReadableRecord): string => `${record.experiment}/${key}`

/** Finds which keys of `records` are already stored. Returns the stored digests by `toStoreKey`. */
export async function findStoredDigests<R extends ReadableRecord>(
  store: Store,
  kind: StoredKind<R>,
  records: readonly R[],
  acceptedWindow: IdTimeWindow | null,
): Promise<Map<string, string>> {
  const known = new Map<string, string>()
  for (const [experiment, group] of Map.groupBy(records, ({ record }) => record.experiment)) {
    for (const { key, digest } of await kind.findStored(store, experiment, group, acceptedWindow))
      known.set(`${experiment}/${key}`, digest)
  }
  return known
}
