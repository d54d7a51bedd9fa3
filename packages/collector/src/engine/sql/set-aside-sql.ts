/** Records that cannot be stored, raw, with the reason. `id` is a string: nothing about them is taken for granted. */
export const createSetAside = (table: string): string => `
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
    SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`

/** Pairs that the engine refused. */
export const setAsideSql: Record<'create' | 'count', string> = {
  create: createSetAside('set_aside'),
  count: 'SELECT count() AS n FROM set_aside FINAL WHERE experiment = {experiment:String}',
}
