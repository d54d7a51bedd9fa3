import { tableSettings } from './table-settings.ts'

/**
 * Builds the SQL of a table of the newest plausible counters of each client. Counters only grow, so the row with the
 * highest `sampled` is the newest. Of rows with equal `sampled`, the last one inserted is kept. The device's clock is not
 * used, because it can be set back.
 *
 * `setAside` counts the clients whose newest counters are implausible. `clients` is the table of `buildClientsSql`.
 */
export function buildLossesSql(
  table: string,
  clients: string,
): Record<'create' | 'totals' | 'reasons' | 'setAside', string> {
  // The sums are wider than the columns, because a few thousand hostile clients could overflow 64 bits. Older versions
  // stored whatever a client claimed, so rows are judged again, without the client's age.
  const judged = `
        SELECT
          client,
          toUInt256(sampled) AS sampled_wide,
          toUInt256(unconfirmed) AS unconfirmed_wide,
          mapKeys(dropped) AS reasons,
          arrayMap(n -> toUInt256(n), mapValues(dropped)) AS counts,
          arraySum(counts) AS dropped_wide,
          sampled <= {maxClaim:UInt64} AND dropped_wide + unconfirmed <= sampled AS is_plausible
        FROM ${table} FINAL
        WHERE experiment = {experiment:String}`
  return {
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
    totals: `
    SELECT
      count() AS clients,
      sum(sampled_wide) AS sampled,
      sum(unconfirmed_wide) AS unconfirmed,
      sum(dropped_wide) AS dropped,
      max(dropped_wide) AS largest
    FROM (${judged})
    WHERE is_plausible`,
    reasons: `
    SELECT reason, sum(count) AS n
    FROM (${judged})
    ARRAY JOIN reasons AS reason, counts AS count
    WHERE is_plausible
    GROUP BY reason
    ORDER BY n DESC, reason
    LIMIT {limit:UInt32}`,
    setAside: `
    SELECT
      count() AS clients,
      sum(client_sampled) AS sampled,
      sum(client_lost) AS lost,
      sum(client_records) AS records
    FROM (
      SELECT max(sampled) AS client_sampled, max(lost) AS client_lost, max(stored) AS client_records
      FROM (
        SELECT client, 1 AS set_aside, sampled_wide AS sampled, dropped_wide + unconfirmed_wide AS lost, 0 AS stored
        FROM (${judged})
        WHERE NOT is_plausible
        UNION ALL
        SELECT client, set_aside, toUInt256(claimed_sampled), toUInt256(claimed_lost), stored
        FROM ${clients} FINAL
        WHERE experiment = {experiment:String}
      )
      GROUP BY client
      HAVING max(set_aside) = 1
    )`,
  }
}
