import { kindTables } from './kind-tables.ts'
import { tableSettings } from './table-settings.ts'

/**
 * The highest sequence number at the end of each week of arrival. It tells which records arrived before a week, because
 * sequence numbers only grow. A week is marked again while it lasts.
 */
export const weekMarksSql: Record<'create' | 'lastBefore', string> = {
  create: `
    CREATE TABLE IF NOT EXISTS week_marks (
      week UInt32,
      seq UInt64
    )
    ENGINE = ReplacingMergeTree(seq)
    ORDER BY week
    ${tableSettings}`,
  lastBefore: 'SELECT max(seq) AS seq FROM week_marks WHERE week < {week:UInt32}',
}

/** The weeks of pairs, by the times in their ids. */
export const expiredWeeksSql: Record<'count' | 'drop', string> = {
  count: `
    SELECT week, count() AS n FROM pairs FINAL
    WHERE week < {week:UInt32}
    GROUP BY week
    ORDER BY week`,
  drop: 'ALTER TABLE pairs DROP PARTITION {week:UInt32}',
}

interface ArrivedRecords {
  count: string
  delete: string
}

const arrivedUpTo = (table: string): ArrivedRecords => ({
  count: `SELECT count() AS n FROM ${table} WHERE seq <= {seq:UInt64}`,
  delete: `ALTER TABLE ${table} DELETE WHERE seq <= {seq:UInt64} SETTINGS mutations_sync = 1`,
})

/** The records that expire by their arrival, because the times in them are arbitrary. */
export const arrivedSql: Record<
  'outcomes' | 'quarantined' | 'conflicts' | 'deadLetters' | 'outcomeDeadLetters',
  ArrivedRecords
> = {
  outcomes: arrivedUpTo('outcomes'),
  quarantined: arrivedUpTo('quarantine'),
  conflicts: arrivedUpTo('conflicts'),
  deadLetters: arrivedUpTo(kindTables.pairs.deadLetters),
  outcomeDeadLetters: arrivedUpTo(kindTables.outcomes.deadLetters),
}
