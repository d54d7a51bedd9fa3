import * as v from 'valibot'
import type { ExperimentSummary } from '../engine.ts'
import { getIdMillis } from '../id-number.ts'
import { pairsSql } from '../sql/pairs-sql.ts'
import type { Store } from '../store/store.ts'

const toIsoTime = (id: string): string => new Date(getIdMillis(BigInt(id))).toISOString()

const SummarySchema = v.object({
  experiment: v.string(),
  pairs: v.pipe(v.string(), v.transform(Number)),
  first: v.pipe(v.string(), v.transform(toIsoTime)),
  last: v.pipe(v.string(), v.transform(toIsoTime)),
})

/** Lists the experiments that have a stored pair. Quarantined pairs do not count. */
export function listExperiments(store: Store): Promise<ExperimentSummary[]> {
  return store.query(pairsSql.summary, {}, SummarySchema)
}
