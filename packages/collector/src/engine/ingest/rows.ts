import type { Side } from '@shadow-mode/protocol'
import type { IngestRecord, LossRecord } from '../engine.ts'
import { idWeek } from '../id-week.ts'
import type { ReadablePair, Refusal } from './read-record.ts'
import { textDigest } from './text-digest.ts'

const MAX_SEQ = 2n ** 64n - 1n
const MAX_REASON_LENGTH = 1_000

/** The first of an id has the highest: ReplacingMergeTree keeps that. */
export const precedence = (record: IngestRecord): string => String(MAX_SEQ - BigInt(record.seq))

const side = (role: 'live' | 'candidate', of: Side): Record<string, unknown> => ({
  [`${role}_version`]: of.version,
  [`${role}_status`]: of.status,
  [`${role}_ms`]: of.durationMs,
  [`${role}_http`]: of.httpStatus ?? 0,
})

/** A time as milliseconds since the epoch, `null` for one that no calendar has. */
export const millis = (timestamp: string): number | null => {
  const time = Date.parse(timestamp)
  return Number.isNaN(time) ? null : time
}

export function pairRow({ record, pair, id, digest, input }: ReadablePair): string {
  const columns = JSON.stringify({
    experiment: record.experiment,
    id: String(id),
    week: idWeek(id),
    seq: record.seq,
    precedence: precedence(record),
    digest,
    bytes: Buffer.byteLength(record.raw),
    captured_ms: millis(pair.capturedAt),
    reference: pair.reference ?? '',
    subject: pair.subject ?? '',
    served: pair.served,
    variant: pair.sampling.variant ?? '',
    flag_version: pair.sampling.flagVersion ?? '',
    rate: pair.sampling.rate,
    weight: pair.sampling.weight,
    ...side('live', pair.live),
    ...side('candidate', pair.candidate),
    candidate_model: pair.candidate.runtime?.modelSha256 ?? '',
    raw: record.raw,
  })
  return `${columns.slice(0, -1)},"input":${input}}`
}

export function quarantineRow({ record, id, digest }: ReadablePair): string {
  const { experiment, seq, raw } = record
  return JSON.stringify({ experiment, id: String(id), seq, precedence: precedence(record), digest, raw })
}

export function conflictRow({ record, id, digest }: ReadablePair): string {
  const { experiment, seq, raw } = record
  return JSON.stringify({ experiment, id: String(id), seq, digest, raw })
}

export function setAsideRow({ record, reason }: Refusal): string {
  const { experiment, id, seq } = record
  const raw = record.raw.toWellFormed()
  return JSON.stringify({
    experiment,
    id,
    seq,
    digest: textDigest(raw),
    reason: reason.slice(0, MAX_REASON_LENGTH).toWellFormed(),
    raw,
  })
}

export function lossRow({ client, experiment, losses }: LossRecord): string {
  // A reason that is half a surrogate pair would fail the insert, and with it every record behind it.
  const dropped = new Map<string, number>()
  for (const [name, count] of Object.entries(losses.dropped)) {
    const reason = name.toWellFormed()
    dropped.set(reason, (dropped.get(reason) ?? 0) + count)
  }
  return JSON.stringify({
    experiment,
    client,
    ...losses,
    dropped: Object.fromEntries(dropped),
  })
}
