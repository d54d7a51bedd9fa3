import type { IngestRecord, LossRecord } from '../engine.ts'
import { digestText } from './digest-text.ts'
import type { Refusal } from './stored-kind.ts'

const MAX_SEQ = 2n ** 64n - 1n
const MAX_REASON_LENGTH = 1_000

/**
 * Returns a UInt64 as decimal text. It is highest for the first record of a key, because ReplacingMergeTree keeps the
 * highest version.
 */
export const toPrecedence = (record: IngestRecord): string => String(MAX_SEQ - BigInt(record.seq))

/** Returns milliseconds since the epoch, or `null` for a date that does not exist. */
export const toMillis = (timestamp: string): number | null => {
  const time = Date.parse(timestamp)
  return Number.isNaN(time) ? null : time
}

/** Returns the JSON text of a row for a record that cannot be stored. Cuts the reason to 1,000 UTF-16 units. */
export function toDeadLetterRow({ record, reason }: Refusal): string {
  const { experiment, id, seq } = record
  const raw = record.raw.toWellFormed()
  return JSON.stringify({
    experiment,
    id,
    seq,
    digest: digestText(raw),
    reason: reason.slice(0, MAX_REASON_LENGTH).toWellFormed(),
    raw,
  })
}

/** Returns the JSON text of a row for a client's counters. */
export function toLossRow({ client, experiment, losses }: LossRecord): string {
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
