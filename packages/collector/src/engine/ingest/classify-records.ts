import { storeKey } from './known-digests.ts'
import type { ReadableRecord } from './stored-kind.ts'

export interface ClassifiedRecords<R> {
  fresh: R[]
  quarantined: R[]
  conflicts: R[]
  duplicates: number
}

/** Tells new records from known ones; of several with one key the first is the new one, and `known` learns it. */
export function classifyRecords<R extends ReadableRecord>(
  records: readonly R[],
  known: Map<string, string>,
  isOutside: (record: R) => boolean,
): ClassifiedRecords<R> {
  const sorted: ClassifiedRecords<R> = { fresh: [], quarantined: [], conflicts: [], duplicates: 0 }
  for (const record of records) {
    const key = storeKey(record)
    const digest = known.get(key)
    if (digest === record.digest) {
      sorted.duplicates += 1
    } else if (digest !== undefined) {
      sorted.conflicts.push(record)
    } else {
      known.set(key, record.digest)
      ;(isOutside(record) ? sorted.quarantined : sorted.fresh).push(record)
    }
  }
  return sorted
}
