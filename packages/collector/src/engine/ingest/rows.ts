import type { IngestRecord, LossRecord } from '../engine.ts'
import type { Refusal } from './stored-kind.ts'
import { textDigest } from './text-digest.ts'

const MAX_SEQ = 2n ** 64n - 1n
const MAX_REASON_LENGTH = 1_000

/** Highest for the first record of an id, because ReplacingMergeTree keeps the highest version. */
export const precedence = (record: IngestRecord): string => String(MAX_SEQ - BigInt(record.seq))

/** Milliseconds since the epoch, or `null` for a date that does not exist. */
export const millis = (timestamp: string): number | null => {
  const time = Date.parse(timestamp)
  return Number.isNaN(time) ? null : time
}

export function deadLetterRow({ record, reason }: Refusal): string {
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
  // A lone surrogate in a reason would fail the insert and block every record after it.
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
