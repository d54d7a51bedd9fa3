import { storeKey } from './known-digests.ts'
import type { ReadableRecord } from './stored-kind.ts'

export interface ClassifiedRecords<R> {
  fresh: R[]
  quarantined: R[]
  conflicts: R[]
  duplicates: number
}

/** Separates new records from known ones. The first record of a new key is added to `known`. */
export function classifyRecords<R extends ReadableRecord>(
  records: readonly R[],
  known: Map<string, string>,
  isOutsideWindow: (record: R) => boolean,
): ClassifiedRecords<R> {
  const classified: ClassifiedRecords<R> = { fresh: [], quarantined: [], conflicts: [], duplicates: 0 }
  for (const record of records) {
    const key = storeKey(record)
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
