import { tableSettings } from './table-settings.ts'

/**
 * Builds the SQL of a table of the newest counters of each client. Counters only grow, so the row with the highest
 * `sampled` is the newest. Of rows with equal `sampled`, the last one inserted is kept. The device's clock is not used,
 * because it can be set back.
 */
export const buildLossesSql = (table: string): Record<'create' | 'totals' | 'reasons', string> => ({
  create: `
    CREATE TABLE IF NOT EXISTS ${table} (
      experiment LowCardinality(String),
      client String,
      sampled UInt64,
      unconfirmed UInt64,
      dropped Map(String, UInt64)
    )
    ENGINE = ReplacingMergeTree(sampled)
    ORDER BY (experiment, client)
    ${tableSettings}`,
  // The sums are wider than the columns, because a few thousand hostile clients could overflow 64 bits.
  totals: `
    SELECT
      count() AS clients,
      sum(toUInt256(sampled)) AS sampled,
      sum(toUInt256(unconfirmed)) AS unconfirmed,
      sum(arraySum(arrayMap(n -> toUInt256(n), mapValues(dropped)))) AS dropped
    FROM ${table} FINAL
    WHERE experiment = {experiment:String}`,
  reasons: `
    SELECT reason, sum(toUInt256(n)) AS n
    FROM (SELECT mapKeys(dropped) AS reasons, mapValues(dropped) AS counts FROM ${table} FINAL
      WHERE experiment = {experiment:String})
    ARRAY JOIN reasons AS reason, counts AS n
    GROUP BY reason
    ORDER BY n DESC, reason
    LIMIT {limit:UInt32}`,
})
