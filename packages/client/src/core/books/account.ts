import type { DropReason } from './drop-reason.ts'
import type { JournalEntry } from './journal-entry.ts'
import type { OutboxCounts } from './outbox-counts.ts'

/** One experiment's cumulative counters. `sampled = delivered + queued + unconfirmed + Σ dropped` at all times. */
export interface Account extends OutboxCounts {
  /** JSON length of the queued pairs, in UTF-16 units. */
  queuedLength: number
}

/** Anything that counts losses. */
export type Dropped = Pick<OutboxCounts, 'dropped'>

export function emptyAccount(): Account {
  return { sampled: 0, delivered: 0, queued: 0, queuedLength: 0, unconfirmed: 0, dropped: {} }
}

/** Counts `count` predictions as lost; `sampled` is the caller's. Reasons that never occurred stay absent. */
export function addDropped(counts: Dropped, reason: DropReason, count: number): void {
  const total = (counts.dropped[reason] ?? 0) + count
  if (total) counts.dropped[reason] = total
  else delete counts.dropped[reason]
}

/** The losses as a list. */
export function lossesIn({ dropped }: Dropped): [DropReason, number][] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.entries widens the keys
  return Object.entries(dropped) as [DropReason, number][]
}

/** What an entry of losses alone would count. */
export const lossAccount = (losses?: Pick<OutboxCounts, 'unconfirmed' | 'dropped'>): Account =>
  entryAccount({ unconfirmed: 0, dropped: {}, ...losses, pairs: [] })

/** JSON length of the entry's pairs. */
export function entryLength({ pairs }: Pick<JournalEntry, 'pairs'>): number {
  return pairs.reduce((sum, pair) => sum + pair.json.length, 0)
}

/** What of an entry is counted. */
type EntryCounts = Pick<JournalEntry, 'pairs' | 'unconfirmed' | 'dropped'>

/** All that an entry counts. */
export function entryAccount(entry: EntryCounts): Account {
  const { pairs, unconfirmed, dropped } = entry
  const lost = lossesIn(entry).reduce((sum, [, count]) => sum + count, 0)
  return {
    sampled: pairs.length + unconfirmed + lost,
    delivered: 0,
    queued: pairs.length,
    queuedLength: entryLength(entry),
    unconfirmed,
    dropped: { ...dropped },
  }
}

/** Adds `more` to `total`, or with -1 takes it away. */
export function addAccount(total: Account, more: Account, sign: 1 | -1 = 1): void {
  total.sampled += sign * more.sampled
  total.delivered += sign * more.delivered
  total.queued += sign * more.queued
  total.queuedLength += sign * more.queuedLength
  total.unconfirmed += sign * more.unconfirmed
  for (const [reason, count] of lossesIn(more)) addDropped(total, reason, sign * count)
}
