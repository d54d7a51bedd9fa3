import * as v from 'valibot'
import type { ExpiredCounts } from '../engine.ts'
import { readLastSeq } from '../read/read-last-seq.ts'
import { arrivedSql, expiredWeeksSql, weekMarksSql } from '../sql/retention-sql.ts'
import type { Store } from '../store/store.ts'

export interface Retention {
  /** The week of now. */
  thisWeek: number
  /** Weeks before this one are deleted. */
  firstKeptWeek: number
}

const CountSchema = v.pipe(v.string(), v.transform(Number))
const WeekSchema = v.object({ week: v.number(), n: CountSchema })
const CountRowSchema = v.object({ n: CountSchema })
const SeqSchema = v.object({ seq: v.string() })

/**
 * Deletes whole weeks: pairs by the time in their id, everything else by its arrival. A step that failed is repeated by
 * the next call.
 */
export async function expireRecords(store: Store, retention: Retention): Promise<ExpiredCounts> {
  const { thisWeek, firstKeptWeek } = retention
  // Before anything is deleted, because the mark also keeps sequence numbers from being used again.
  await store.insert('week_marks', [JSON.stringify({ week: thisWeek, seq: await readLastSeq(store) })])

  const weeks = await store.query(expiredWeeksSql.count, { week: firstKeptWeek }, WeekSchema)
  for (const { week } of weeks) await store.run(expiredWeeksSql.drop, { week })
  const pairs = weeks.reduce((total, { n }) => total + n, 0)

  const [mark] = await store.query(weekMarksSql.lastBefore, { week: firstKeptWeek }, SeqSchema)
  const seq = BigInt(mark?.seq ?? 0)
  const deleteArrived = async (sql: (typeof arrivedSql)[keyof typeof arrivedSql]): Promise<number> => {
    const n = (await store.query(sql.count, { seq }, CountRowSchema))[0]?.n ?? 0
    if (n > 0) await store.run(sql.delete, { seq })
    return n
  }
  return {
    weeks: weeks.map(({ week }) => week),
    pairs,
    outcomes: await deleteArrived(arrivedSql.outcomes),
    quarantined: await deleteArrived(arrivedSql.quarantined),
    conflicts: await deleteArrived(arrivedSql.conflicts),
    deadLetters:
      (await deleteArrived(arrivedSql.deadLetters)) + (await deleteArrived(arrivedSql.outcomeDeadLetters)),
  }
}
