import * as v from 'valibot'
import { idWeek } from '../id-week.ts'
import { pairsSql } from '../sql/pairs-sql.ts'
import { quarantineSql } from '../sql/quarantine-sql.ts'
import type { Store } from '../store/store.ts'

const KnownSchema = v.pipe(
  v.object({ id: v.string(), digest: v.string() }),
  v.transform(({ id, digest }) => ({ key: id, digest })),
)

/**
 * The stored digests of an experiment's ids, by id number. With `withQuarantine`, quarantined ids count as known.
 * Imports do not use it, so that they can still store a quarantined pair.
 */
export async function knownPairs(
  store: Store,
  experiment: string,
  ids: readonly bigint[],
  withQuarantine: boolean,
): Promise<{ key: string; digest: string }[]> {
  const inOrder = [...new Set(ids)].sort((a, b) => (a < b ? -1 : 1))
  const [first, last] = [inOrder[0], inOrder.at(-1)]
  if (first === undefined || last === undefined) return []
  const values = { experiment, ids: inOrder }
  const weeks = { firstWeek: idWeek(first), lastWeek: idWeek(last) }
  return [
    ...(withQuarantine ? await store.query(quarantineSql.known, values, KnownSchema) : []),
    ...(await store.query(pairsSql.known, { ...values, ...weeks }, KnownSchema)),
  ]
}
