/**
 * The pairs, one row an id. `id` is the UUIDv7 as a number, because ClickHouse orders its UUID type by the second
 * half. Of two rows with one id the higher `precedence` stays, which is 2^64 − 1 − seq: the first one. Partitions are
 * weeks of the time in the id, so that FINAL never has to look beyond one. `raw` is the pair as it was sent; `digest`
 * stands for its text without white space; `input` is what of it the JSON type can hold (it drops nulls).
 */
export const pairsSql: Record<'create' | 'known' | 'bounds' | 'nextWeek' | 'page' | 'summary', string> = {
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
      live_ms Float64,
      live_http UInt16,
      candidate_version LowCardinality(String),
      candidate_status LowCardinality(String),
      candidate_ms Float64,
      candidate_http UInt16,
      candidate_model LowCardinality(String),
      input JSON,
      raw String CODEC(ZSTD(3))
    )
    ENGINE = ReplacingMergeTree(precedence)
    PARTITION BY week
    ORDER BY (experiment, id)
    SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  known: `
    SELECT id, digest FROM pairs FINAL
    WHERE experiment = {experiment:String} AND id IN {ids:Array(UInt128)}
      AND week BETWEEN {firstWeek:UInt32} AND {lastWeek:UInt32}`,
  // Sizes first: a page is then cut where it is full, and no query holds more raw text than that. A few weeks, and
  // without FINAL, read in the order of the table and stop at the limit; over all weeks each page would look into what
  // is left. An id that is there twice only ends the page earlier.
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
}
