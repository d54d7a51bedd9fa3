import * as v from 'valibot'
import { getIdWeek } from '../id-week.ts'
import { pairsSql } from '../sql/pairs-sql.ts'
import { quarantineSql } from '../sql/quarantine-sql.ts'
import type { Store } from '../store/store.ts'

const KnownSchema = v.pipe(
  v.object({ id: v.string(), digest: v.string() }),
  v.transform(({ id, digest }) => ({ key: id, digest })),
)

/**
 * Finds which of an experiment's ids are already stored. Returns these ids and their digests. With `withQuarantine`,
 * quarantined ids count as stored. Imports into a data folder leave them out, so that they can store a quarantined
 * pair.
 */
export async function findStoredPairs(
  store: Store,
  experiment: string,
  ids: readonly bigint[],
  withQuarantine: boolean,
): Promise<{ key: string; digest: string }[]> {
  const inOrder = [...new Set(ids)].sort((a, b) => (a < b ? -1 : 1))
  const [first, last] = [inOrder[0], inOrder.at(-1)]
  if (first === undefined || last === undefined) return []
  const values = { experiment, ids: inOrder }
  const weeks = { firstWeek: getIdWeek(first), lastWeek: getIdWeek(last) }
  return [
    ...(withQuarantine ? await store.query(quarantineSql.known, values, KnownSchema) : []),
    ...(await store.query(pairsSql.known, { ...values, ...weeks }, KnownSchema)),
  ]
}
