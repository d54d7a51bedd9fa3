import * as v from 'valibot'
import type { ExperimentSummary } from '../engine.ts'
import { idMillis } from '../id-number.ts'
import { pairsSql } from '../sql/pairs-sql.ts'
import type { Store } from '../store/store.ts'

const isoTime = (id: string): string => new Date(idMillis(BigInt(id))).toISOString()

const SummarySchema = v.object({
  experiment: v.string(),
  pairs: v.pipe(v.string(), v.transform(Number)),
  first: v.pipe(v.string(), v.transform(isoTime)),
  last: v.pipe(v.string(), v.transform(isoTime)),
})

/** All experiments that have a pair. */
export function experiments(store: Store): Promise<ExperimentSummary[]> {
  return store.query(pairsSql.summary, {}, SummarySchema)
}
