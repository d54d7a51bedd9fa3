import { tableSettings } from './table-settings.ts'

/** Builds the SQL of a table of records that cannot be stored. `id` is a string, because it may not be valid. */
export const buildDeadLetterSql = (table: string): Record<'create' | 'count', string> => ({
  create: `
    CREATE TABLE IF NOT EXISTS ${table} (
      experiment String,
      id String,
      digest FixedString(32),
      seq UInt64,
      reason String,
      raw String CODEC(ZSTD(3))
    )
    ENGINE = ReplacingMergeTree
    ORDER BY (experiment, id, digest)
    ${tableSettings}`,
  count: `SELECT count() AS n FROM ${table} FINAL WHERE experiment = {experiment:String}`,
})
