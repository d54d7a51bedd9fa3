import { tableSettings } from './table-settings.ts'

/**
 * Builds the SQL of a table of what the collector itself knows of each client. The last row inserted is kept.
 *
 * - `first_ms`: when its first batch arrived, in milliseconds since the epoch
 * - `stored`: how many of its records were stored, over all time
 * - `seq`: the highest sequence number in `stored`, so that a repeated insert counts no record twice
 * - `set_aside`: 1 if its newest counters are implausible. Then `claimed_sampled` and `claimed_lost` are what they claim.
 */
export const buildClientsSql = (table: string): Record<'create' | 'known' | 'senders', string> => ({
  create: `
    CREATE TABLE IF NOT EXISTS ${table} (
      experiment LowCardinality(String),
      client String,
      first_ms UInt64,
      stored UInt64,
      seq UInt64,
      set_aside UInt8,
      claimed_sampled UInt64,
      claimed_lost UInt64
    )
    ENGINE = ReplacingMergeTree
    ORDER BY (experiment, client)
    ${tableSettings}`,
  // The first two conditions use the index.
  known: `
    SELECT experiment, client, first_ms, stored, seq, set_aside, claimed_sampled, claimed_lost
    FROM ${table} FINAL
    WHERE experiment IN {experiments:Array(String)} AND client IN {clients:Array(String)}
      AND concat(experiment, '/', client) IN {keys:Array(String)}`,
  senders: `
    SELECT
      count() AS clients,
      sum(stored) AS records,
      max(stored) AS largest,
      arraySum(arraySlice(arrayReverseSort(groupArray(stored)), 1, 10)) AS largestTen
    FROM ${table} FINAL
    WHERE experiment = {experiment:String} AND stored > 0`,
})
