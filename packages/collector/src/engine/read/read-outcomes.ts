import * as v from 'valibot'
import { outcomesSql } from '../sql/outcomes-sql.ts'
import type { Store } from '../store/store.ts'

const PAGE_OUTCOMES = 500

export interface OutcomePage {
  raws: string[]
  /** The key after which the next page starts, or `null` after the last page. */
  next: string | null
}

const RowSchema = v.object({ key: v.string(), raw: v.string() })

/** Reads one page of an experiment's outcomes, ordered by key. The page starts after the key `after`. */
export async function readOutcomes(store: Store, experiment: string, after: string): Promise<OutcomePage> {
  const values = { experiment, after, limit: PAGE_OUTCOMES }
  const rows = await store.query(outcomesSql.raws, values, RowSchema)
  const last = rows.length === PAGE_OUTCOMES ? rows.at(-1) : undefined
  return { raws: rows.map(({ raw }) => raw), next: last?.key ?? null }
}
