import { tableSettings } from './table-settings.ts'

/** Pairs whose id's time is outside the accepted window. Not partitioned, because their times are arbitrary. */
export const quarantineSql: Record<'create' | 'known' | 'count', string> = {
  create: `
    CREATE TABLE IF NOT EXISTS quarantine (
      experiment LowCardinality(String),
      id UInt128,
      seq UInt64,
      precedence UInt64,
      digest FixedString(32),
      raw String CODEC(ZSTD(3))
    )
    ENGINE = ReplacingMergeTree(precedence)
    ORDER BY (experiment, id)
    ${tableSettings}`,
  known: `
    SELECT id, digest FROM quarantine FINAL
    WHERE experiment = {experiment:String} AND id IN {ids:Array(UInt128)}`,
  count: 'SELECT count() AS n FROM quarantine FINAL WHERE experiment = {experiment:String}',
}
