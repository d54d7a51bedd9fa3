import * as v from 'valibot'
import { lastSeqSql } from '../sql/last-seq-sql.ts'
import type { Store } from '../store/store.ts'

const SeqSchema = v.object({ seq: v.pipe(v.string(), v.transform(Number)) })

/** Reads the highest sequence number in the tables of records, or 0 for an empty store. */
export async function readLastSeq(store: Store): Promise<number> {
  return (await store.query(lastSeqSql, {}, SeqSchema))[0]?.seq ?? 0
}
