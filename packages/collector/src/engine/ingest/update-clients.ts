import * as v from 'valibot'
import type { IngestRecord, LossRecord, Sender } from '../engine.ts'
import { buildClientsSql } from '../sql/clients-sql.ts'
import type { Store } from '../store/store.ts'
import { computeMaxClaim } from './compute-max-claim.ts'
import { type Claim, countClaim } from './count-claim.ts'

interface Client {
  experiment: string
  client: string
  firstMs: number
  stored: number
  /** The highest sequence number that was counted before this ingest. */
  countedSeq: number
  seq: number
  /** What its newest counters claim. `null` if they are plausible. */
  setAside: Claim | null
}

/** How many clients one query looks up. */
const MAX_KEYS = 1_000

const toKey = (experiment: string, client: string): string => `${experiment}/${client}`

const CountSchema = v.pipe(v.string(), v.transform(Number))
const KnownSchema = v.pipe(
  v.object({
    experiment: v.string(),
    client: v.string(),
    first_ms: CountSchema,
    stored: CountSchema,
    seq: CountSchema,
    set_aside: v.number(),
    claimed_sampled: CountSchema,
    claimed_lost: CountSchema,
  }),
  v.transform(
    ({ experiment, client, first_ms, stored, seq, ...row }): Client => ({
      experiment,
      client,
      firstMs: first_ms,
      stored,
      countedSeq: seq,
      seq,
      setAside: row.set_aside === 1 ? { sampled: row.claimed_sampled, lost: row.claimed_lost } : null,
    }),
  ),
)

type Mention = Pick<Client, 'experiment' | 'client'>

async function findClients(
  store: Store,
  table: string,
  mentions: readonly Mention[],
): Promise<Map<string, Client>> {
  const byKey = new Map(mentions.map(mention => [toKey(mention.experiment, mention.client), mention]))
  const keys = [...byKey.keys()]
  const found = new Map<string, Client>()
  for (let at = 0; at < keys.length; at += MAX_KEYS) {
    const part = keys.slice(at, at + MAX_KEYS)
    const inPart = part.flatMap(key => byKey.get(key) ?? [])
    const experiments = [...new Set(inPart.map(({ experiment }) => experiment))]
    const clients = [...new Set(inPart.map(({ client }) => client))]
    const values = { experiments, clients, keys: part }
    for (const client of await store.query(buildClientsSql(table).known, values, KnownSchema))
      found.set(toKey(client.experiment, client.client), client)
  }
  return found
}

const toRow = ({ experiment, client, firstMs, stored, seq, setAside }: Client): string =>
  JSON.stringify({
    experiment,
    client,
    first_ms: firstMs,
    stored,
    seq,
    set_aside: setAside === null ? 0 : 1,
    claimed_sampled: setAside?.sampled ?? 0,
    claimed_lost: setAside?.lost ?? 0,
  })

export interface ClientUpdate {
  /** Records that are new to the store. Those without a sender are not counted. */
  fresh: readonly IngestRecord[]
  losses: readonly LossRecord[]
}

/**
 * Counts the new records of each client and judges its counters (see decisions/003). Can be repeated after a crash.
 *
 * @returns The plausible counters.
 */
export async function updateClients(
  store: Store,
  table: string,
  { fresh, losses }: ClientUpdate,
): Promise<LossRecord[]> {
  const sent = fresh.flatMap(({ experiment, seq, sender }) =>
    sender ? [{ experiment, seq, ...sender }] : [],
  )
  const clients = await findClients(store, table, [...sent, ...losses])
  const getClient = (experiment: string, { client, receivedAt }: Sender): Client => {
    const key = toKey(experiment, client)
    const known = clients.get(key)
    if (known !== undefined) return known
    const created = {
      experiment,
      client,
      firstMs: receivedAt,
      stored: 0,
      countedSeq: 0,
      seq: 0,
      setAside: null,
    }
    clients.set(key, created)
    return created
  }
  for (const { experiment, seq, ...sender } of sent) {
    const client = getClient(experiment, sender)
    if (seq <= client.countedSeq) continue
    client.stored += 1
    client.seq = Math.max(client.seq, seq)
  }
  const plausible = losses.filter(record => {
    const client = getClient(record.experiment, record)
    const claim = countClaim(record.losses)
    const isPlausible =
      claim.lost <= claim.sampled && claim.sampled <= computeMaxClaim(record.receivedAt - client.firstMs)
    client.setAside = isPlausible ? null : claim
    return isPlausible
  })
  await store.insert(table, [...clients.values()].map(toRow))
  return plausible
}
