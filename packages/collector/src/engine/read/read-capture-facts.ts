import type { CaptureFacts } from '@shadow-mode/analysis'
import * as v from 'valibot'
import { MAX_CLAIM } from '../ingest/compute-max-claim.ts'
import type { KindName } from '../kind-name.ts'
import { buildClientsSql } from '../sql/clients-sql.ts'
import { conflictsSql } from '../sql/conflicts-sql.ts'
import { buildDeadLetterSql } from '../sql/dead-letter-sql.ts'
import { kindTables } from '../sql/kind-tables.ts'
import { buildLossesSql } from '../sql/losses-sql.ts'
import { outcomesSql } from '../sql/outcomes-sql.ts'
import { pairsSql } from '../sql/pairs-sql.ts'
import { quarantineSql } from '../sql/quarantine-sql.ts'
import type { Store } from '../store/store.ts'

/** Maximum number of loss reasons, because clients can send any reason. Rarer reasons are summed as `OTHER`. */
const MAX_REASONS = 100
const OTHER = '(other reasons)'

// A hostile client can send any counter, so sums are capped at the largest exact integer.
const capAtSafeInteger = (count: number): number => Math.min(count, Number.MAX_SAFE_INTEGER)
const CountSchema = v.pipe(
  v.string(),
  v.transform(text => capAtSafeInteger(Number(text))),
)
const CountRowSchema = v.object({ n: CountSchema })
const TotalsSchema = v.object({
  clients: CountSchema,
  sampled: CountSchema,
  unconfirmed: CountSchema,
  dropped: CountSchema,
  largest: CountSchema,
})
const ReasonSchema = v.object({ reason: v.string(), n: CountSchema })
const SetAsideSchema = v.object({
  clients: CountSchema,
  sampled: CountSchema,
  lost: CountSchema,
  records: CountSchema,
})
const SendersSchema = v.object({
  clients: CountSchema,
  records: CountSchema,
  largest: CountSchema,
  largestTen: CountSchema,
})

async function readLosses(store: Store, kind: KindName, experiment: string): Promise<CaptureFacts['losses']> {
  const { losses, clients } = kindTables[kind]
  const sql = buildLossesSql(losses, clients)
  const values = { experiment, maxClaim: MAX_CLAIM }
  const [setAside] = await store.query(sql.setAside, values, SetAsideSchema)
  const [totals] = await store.query(sql.totals, values, TotalsSchema)
  const rows = await store.query(sql.reasons, { ...values, limit: MAX_REASONS }, ReasonSchema)
  const reasons = new Map(rows.map(({ reason, n }) => [reason, n]))
  const named = rows.reduce((total, { n }) => total + n, 0)
  const rest = totals && rows.length === MAX_REASONS ? totals.dropped - named : 0
  if (rest > 0) reasons.set(OTHER, capAtSafeInteger((reasons.get(OTHER) ?? 0) + rest))
  return {
    clients: 0,
    sampled: 0,
    unconfirmed: 0,
    ...totals,
    dropped: Object.fromEntries(reasons),
    ...(setAside && setAside.clients > 0 && { setAside }),
  }
}

/** Reads the figures of an experiment that do not come from its stored pairs. All are 0 for an unknown experiment. */
export async function readCaptureFacts(store: Store, experiment: string): Promise<CaptureFacts> {
  const count = async (sql: string): Promise<number> =>
    (await store.query(sql, { experiment }, CountRowSchema))[0]?.n ?? 0
  const outcomes = {
    stored: await count(outcomesSql.count),
    losses: await readLosses(store, 'outcomes', experiment),
    setAside: await count(buildDeadLetterSql(kindTables.outcomes.deadLetters).count),
  }
  const [senders] = await store.query(
    buildClientsSql(kindTables.pairs.clients).senders,
    { experiment },
    SendersSchema,
  )
  return {
    stored: await count(pairsSql.count),
    ...(senders && { senders }),
    losses: await readLosses(store, 'pairs', experiment),
    quarantined: await count(quarantineSql.count),
    conflicts: await count(conflictsSql.count),
    setAside: await count(buildDeadLetterSql(kindTables.pairs.deadLetters).count),
    outcomes,
  }
}
