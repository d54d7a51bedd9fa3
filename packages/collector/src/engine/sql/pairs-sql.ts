import { tableSettings } from './table-settings.ts'

/**
 * The pairs, one row per id. `id` is the UUIDv7 as a number, because ClickHouse orders its UUID type by the second
 * half. ReplacingMergeTree keeps the row with the highest `precedence`, which is 2^64 − 1 − seq, so the first row of an
 * id wins. Each partition is one week of the time in the id, so all rows of an id are in one partition.
 *
 * `raw` is the pair as it was sent, `bytes` is its size, and `digest` is made by `digestText`. `candidate_model` is the
 * SHA-256 of the candidate's model file, or empty. `input` holds what the JSON type can store, which drops nulls.
 *
 * Clients choose the keys of `input`. 256 of them have columns of their own, which are files only in large parts, and the
 * others share a map. With the defaults of ClickHouse, pairs with keys of their own take thirty times as long to
 * merge, and a part with a thousand keys opens more files than a process may.
 */
export const pairsSql: Record<
  'create' | 'known' | 'bounds' | 'nextWeek' | 'page' | 'summary' | 'count',
  string
> = {
  create: `
    CREATE TABLE IF NOT EXISTS pairs (
      experiment LowCardinality(String),
      id UInt128,
      week UInt32,
      seq UInt64,
      precedence UInt64,
      digest FixedString(32),
      bytes UInt32,
      captured_ms Nullable(Int64),
      reference String,
      subject String,
      served LowCardinality(String),
      variant LowCardinality(String),
      flag_version LowCardinality(String),
      rate Float64,
      weight Float64,
      live_version LowCardinality(String),
      live_status LowCardinality(String),
      live_ms Nullable(Float64),
      live_http UInt16,
      candidate_version LowCardinality(String),
      candidate_status LowCardinality(String),
      candidate_ms Nullable(Float64),
      candidate_http UInt16,
      candidate_model LowCardinality(String),
      input JSON(max_dynamic_paths = 256),
      raw String CODEC(ZSTD(3))
    )
    ENGINE = ReplacingMergeTree(precedence)
    PARTITION BY week
    ORDER BY (experiment, id)
    ${tableSettings},
      min_bytes_for_wide_part = 1073741824,
      object_shared_data_serialization_version = 'map',
      object_shared_data_serialization_version_for_zero_level_parts = 'map'`,
  known: `
    SELECT id, digest FROM pairs FINAL
    WHERE experiment = {experiment:String} AND id IN {ids:Array(UInt128)}
      AND week BETWEEN {firstWeek:UInt32} AND {lastWeek:UInt32}`,
  // Reads only sizes, so the page can be cut before any raw text is in memory. A query over a few weeks without FINAL
  // reads in table order and stops at the limit. A query over all weeks would scan the remaining partitions for every
  // page. A duplicate id only makes the page shorter.
  bounds: `
    SELECT id, bytes FROM pairs
    WHERE experiment = {experiment:String} AND week BETWEEN {week:UInt32} AND {lastWeek:UInt32}
      AND id BETWEEN {from:UInt128} AND {last:UInt128}
    ORDER BY id
    LIMIT {limit:UInt32}`,
  nextWeek: `
    SELECT minOrNull(week) AS next FROM pairs
    WHERE experiment = {experiment:String} AND week > {week:UInt32} AND id <= {last:UInt128}`,
  page: `
    SELECT raw FROM pairs FINAL
    WHERE experiment = {experiment:String} AND week BETWEEN {week:UInt32} AND {lastWeek:UInt32}
      AND id BETWEEN {from:UInt128} AND {last:UInt128}
    ORDER BY id`,
  summary: `
    SELECT experiment, count() AS pairs, min(id) AS first, max(id) AS last FROM pairs FINAL
    GROUP BY experiment
    ORDER BY experiment`,
  count: 'SELECT count() AS n FROM pairs FINAL WHERE experiment = {experiment:String}',
}
