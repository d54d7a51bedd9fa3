import * as v from 'valibot'
import { idWeek } from '../id-week.ts'
import { pairsSql } from '../sql/pairs-sql.ts'
import { quarantineSql } from '../sql/quarantine-sql.ts'
import type { Store } from '../store/store.ts'
import type { ReadablePair } from './read-record.ts'

const KnownSchema = v.object({ id: v.string(), digest: v.string() })

/** Names a pair within the store. */
export const pairKey = (experiment: string, id: bigint | string): string => `${experiment}/${id}`

/**
 * The digests that the store holds under the ids of `pairs`, by `pairKey`. With `quarantine` an id that waits there
 * counts as known; without it (import) such an id may still become a pair.
 */
export async function knownDigests(
  store: Store,
  pairs: readonly ReadablePair[],
  quarantine: boolean,
): Promise<Map<string, string>> {
  const known = new Map<string, string>()
  for (const [experiment, group] of Map.groupBy(pairs, pair => pair.record.experiment)) {
    const ids = [...new Set(group.map(pair => pair.id))].sort((a, b) => (a < b ? -1 : 1))
    const [first, last] = [ids[0], ids.at(-1)]
    if (first === undefined || last === undefined) continue
    const weeks = { firstWeek: idWeek(first), lastWeek: idWeek(last) }
    const rows = [
      ...(quarantine ? await store.query(quarantineSql.known, { experiment, ids }, KnownSchema) : []),
      ...(await store.query(pairsSql.known, { experiment, ids, ...weeks }, KnownSchema)),
    ]
    for (const row of rows) known.set(pairKey(experiment, row.id), row.digest)
  }
  return known
}
