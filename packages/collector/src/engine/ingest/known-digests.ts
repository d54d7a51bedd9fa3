import type { Store } from '../store/store.ts'
import type { IdTimeWindow, ReadableRecord, StoredKind } from './stored-kind.ts'

/** Identifies a record within its table. */
export const storeKey = ({ record, key }: ReadableRecord): string => `${record.experiment}/${key}`

/** The stored digests of the keys of `records`, by `storeKey`. */
export async function knownDigests<R extends ReadableRecord>(
  store: Store,
  kind: StoredKind<R>,
  records: readonly R[],
  acceptedWindow: IdTimeWindow | null,
): Promise<Map<string, string>> {
  const known = new Map<string, string>()
  for (const [experiment, group] of Map.groupBy(records, ({ record }) => record.experiment)) {
    for (const { key, digest } of await kind.known(store, experiment, group, acceptedWindow))
      known.set(`${experiment}/${key}`, digest)
  }
  return known
}
