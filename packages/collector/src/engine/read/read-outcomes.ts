import * as v from 'valibot'
import { outcomesSql } from '../sql/outcomes-sql.ts'
import type { Store } from '../store/store.ts'

const PAGE_OUTCOMES = 500

export interface OutcomePage {
  raws: string[]
  /** The key after which the next page begins; `null` at the end. */
  next: string | null
}

const RowSchema = v.object({ key: v.string(), raw: v.string() })

/** One page of an experiment's outcomes, in order of their keys. */
export async function readOutcomes(store: Store, experiment: string, after: string): Promise<OutcomePage> {
  const values = { experiment, after, limit: PAGE_OUTCOMES }
  const rows = await store.query(outcomesSql.raws, values, RowSchema)
  const last = rows.length === PAGE_OUTCOMES ? rows.at(-1) : undefined
  return { raws: rows.map(({ raw }) => raw), next: last?.key ?? null }
}
