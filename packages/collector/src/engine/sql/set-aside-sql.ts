/** Records that the engine refused, raw, with its reason. `id` is a string: nothing about them is taken for granted. */
export const setAsideSql: Record<'create' | 'count', string> = {
  create: `
    CREATE TABLE IF NOT EXISTS set_aside (
      experiment String,
      id String,
      digest FixedString(32),
      seq UInt64,
      reason String,
      raw String CODEC(ZSTD(3))
    )
    ENGINE = ReplacingMergeTree
    ORDER BY (experiment, id, digest)
    SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  count: 'SELECT count() AS n FROM set_aside FINAL WHERE experiment = {experiment:String}',
}
