import { toStoreKey } from './find-stored-digests.ts'
import type { ReadableRecord } from './stored-kind.ts'

export interface ClassifiedRecords<R> {
  /** New records to store in the main table. */
  fresh: R[]
  /** New records that `isOutsideWindow` accepts. */
  quarantined: R[]
  /** Records whose key is known with a different digest. */
  conflicts: R[]
  /** How many records are known with the same digest. */
  duplicates: number
}

/** Separates new records from known ones. `known` maps `toStoreKey` to a digest. Adds the new records to `known`. */
export function classifyRecords<R extends ReadableRecord>(
  records: readonly R[],
  known: Map<string, string>,
  isOutsideWindow: (record: R) => boolean,
): ClassifiedRecords<R> {
  const classified: ClassifiedRecords<R> = { fresh: [], quarantined: [], conflicts: [], duplicates: 0 }
  for (const record of records) {
    const key = toStoreKey(record)
    const digest = known.get(key)
    if (digest === record.digest) {
      classified.duplicates += 1
    } else if (digest !== undefined) {
      classified.conflicts.push(record)
    } else {
      known.set(key, record.digest)
      ;(isOutsideWindow(record) ? classified.quarantined : classified.fresh).push(record)
    }
  }
  return classified
}
