import { describeIssues, type Outcome, OutcomeSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import type { IngestRecord, IngestResult, LossRecord } from '../engine.ts'
import { idNumber } from '../id-number.ts'
import { outcomesSql } from '../sql/outcomes-sql.ts'
import type { Store } from '../store/store.ts'
import { insertSound } from './insert-sound.ts'
import type { Refusal } from './read-record.ts'
import { lossRow, millis, precedence, setAsideRow } from './rows.ts'
import { textDigest } from './text-digest.ts'

interface ReadableOutcome {
  record: IngestRecord
  outcome: Outcome
  digest: string
}

const KnownSchema = v.object({ key: v.string(), digest: v.string() })

/** Checked at the door, and again: a log may be older than the code that replays it. */
function readOutcome(record: IngestRecord): ReadableOutcome | Refusal {
  if (!record.raw.isWellFormed()) return { record, reason: 'raw: not well-formed Unicode' }
  try {
    const parsed = v.safeParse(OutcomeSchema, JSON.parse(record.raw))
    if (!parsed.success) return { record, reason: describeIssues(parsed.issues) }
    return { record, outcome: parsed.output, digest: textDigest(record.raw) }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError)
      return { record, reason: `raw: ${error.message}` }
    throw error
  }
}

function outcomeRow({ record, outcome, digest }: ReadableOutcome): string {
  return JSON.stringify({
    experiment: record.experiment,
    key: record.id,
    seq: record.seq,
    precedence: precedence(record),
    digest,
    pair: outcome.id === undefined ? '0' : String(idNumber(outcome.id)),
    reference: (outcome.reference ?? '').toWellFormed(),
    label: JSON.stringify(outcome.label),
    observed_ms: millis(outcome.observedAt),
    raw: record.raw,
  })
}

const keyOf = ({ experiment, id }: IngestRecord): string => `${experiment}/${id}`

async function knownDigests(store: Store, records: readonly IngestRecord[]): Promise<Map<string, string>> {
  const known = new Map<string, string>()
  for (const [experiment, group] of Map.groupBy(records, record => record.experiment)) {
    const keys = [...new Set(group.map(({ id }) => id))]
    for (const { key, digest } of await store.query(outcomesSql.known, { experiment, keys }, KnownSchema))
      known.set(keyOf({ seq: 0, raw: '', experiment, id: key }), digest)
  }
  return known
}

/**
 * Stores what is new. Every step may be repeated after a crash: a row that is written twice has one key and counts
 * once.
 */
export async function ingestOutcomes(
  store: Store,
  records: readonly IngestRecord[],
  losses: readonly LossRecord[],
): Promise<IngestResult> {
  const refusals: Refusal[] = []
  const conflicts: Refusal[] = []
  const readable: ReadableOutcome[] = []
  for (const record of records) {
    const read = readOutcome(record)
    if ('reason' in read) refusals.push(read)
    else readable.push(read)
  }
  const known = await knownDigests(
    store,
    readable.map(({ record }) => record),
  )
  const fresh: ReadableOutcome[] = []
  let duplicates = 0
  for (const outcome of readable) {
    const key = keyOf(outcome.record)
    const digest = known.get(key)
    if (digest === outcome.digest) duplicates += 1
    else if (digest !== undefined)
      conflicts.push({ record: outcome.record, reason: 'outcomeId: taken by another text' })
    else {
      known.set(key, outcome.digest)
      fresh.push(outcome)
    }
  }
  await store.insert('client_outcome_losses', losses.map(lossRow))
  const refused = fresh.length > 0 ? await insertSound(store, 'outcomes', fresh.map(outcomeRow)) : []
  for (const { index, reason } of refused) {
    const outcome = fresh[index]
    if (outcome) refusals.push({ record: outcome.record, reason })
  }
  await store.insert('outcomes_set_aside', [...refusals, ...conflicts].map(setAsideRow))
  return {
    stored: fresh.length - refused.length,
    duplicates,
    conflicts: conflicts.length,
    quarantined: 0,
    setAside: refusals.length,
  }
}
