import { tableSettings } from './table-settings.ts'

/**
 * The outcomes, one row per key. `toOutcomeKey` makes the key. As with pairs, the first row of a key is kept. The table
 * is not partitioned, because outcomes are few. `pair` is the pair's id as a number, or 0 when the outcome refers to
 * the pair by reference. `label` is JSON text. `observed_ms` is in milliseconds since the epoch.
 */
export const outcomesSql: Record<'create' | 'known' | 'raws' | 'count', string> = {
  create: `
    CREATE TABLE IF NOT EXISTS outcomes (
      experiment LowCardinality(String),
      key String,
      seq UInt64,
      precedence UInt64,
      digest FixedString(32),
      pair UInt128,
      reference String,
      label String,
      observed_ms Nullable(Int64),
      raw String CODEC(ZSTD(3))
    )
    ENGINE = ReplacingMergeTree(precedence)
    ORDER BY (experiment, key)
    ${tableSettings}`,
  known: `
    SELECT key, digest FROM outcomes FINAL
    WHERE experiment = {experiment:String} AND key IN {keys:Array(String)}`,
  raws: `
    SELECT key, raw FROM outcomes FINAL
    WHERE experiment = {experiment:String} AND key > {after:String}
    ORDER BY key
    LIMIT {limit:UInt32}`,
  count: 'SELECT count() AS n FROM outcomes FINAL WHERE experiment = {experiment:String}',
}
