import { tableSettings } from './table-settings.ts'

/** Pairs whose id is already stored with a different text. Each text is stored once. */
export const conflictsSql: Record<'create' | 'count', string> = {
  create: `
    CREATE TABLE IF NOT EXISTS conflicts (
      experiment LowCardinality(String),
      id UInt128,
      digest FixedString(32),
      seq UInt64,
      raw String CODEC(ZSTD(3))
    )
    ENGINE = ReplacingMergeTree
    ORDER BY (experiment, id, digest)
    ${tableSettings}`,
  count: 'SELECT count() AS n FROM conflicts FINAL WHERE experiment = {experiment:String}',
}
