import * as v from 'valibot'
import { lastSeqSql } from '../sql/last-seq-sql.ts'
import type { Store } from '../store/store.ts'

const SeqSchema = v.object({ seq: v.pipe(v.string(), v.transform(Number)) })

/** The highest sequence number in any table, or 0 for an empty store. */
export async function lastSeq(store: Store): Promise<number> {
  return (await store.query(lastSeqSql, {}, SeqSchema))[0]?.seq ?? 0
}
