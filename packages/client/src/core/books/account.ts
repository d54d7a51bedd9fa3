import type { DropReason } from './drop-reason.ts'
import type { JournalEntry } from './journal-entry.ts'
import type { OutboxCounts } from './outbox-counts.ts'

/**
 * Counts of one experiment in the books. Unlike in `OutboxCounts`, `sampled` excludes running predictions:
 * `sampled = delivered + queued + unconfirmed + Σ dropped`.
 */
export interface Account extends OutboxCounts {
  /** JSON length of the queued pairs, in UTF-16 units. */
  queuedLength: number
}

/** Anything with counts of dropped predictions by reason. */
export type Dropped = Pick<OutboxCounts, 'dropped'>

export function emptyAccount(): Account {
  return { sampled: 0, delivered: 0, queued: 0, queuedLength: 0, unconfirmed: 0, dropped: {} }
}

/** Adds `count` to the dropped predictions of `reason`. Removes the reason if the sum is 0. Does not change `sampled`. */
export function addDropped(counts: Dropped, reason: DropReason, count: number): void {
  const total = (counts.dropped[reason] ?? 0) + count
  if (total) counts.dropped[reason] = total
  else delete counts.dropped[reason]
}

/** Lists the counts of dropped predictions by reason. */
export function lossesIn({ dropped }: Dropped): [DropReason, number][] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.entries widens the keys
  return Object.entries(dropped) as [DropReason, number][]
}

/** Returns an account of losses alone, without pairs. All counts are 0 without an argument. */
export const lossAccount = (losses?: Pick<OutboxCounts, 'unconfirmed' | 'dropped'>): Account =>
  entryAccount({ unconfirmed: 0, dropped: {}, ...losses, pairs: [] })

/** Returns the JSON length of the entry's pairs, in UTF-16 units. */
export function entryLength({ pairs }: Pick<JournalEntry, 'pairs'>): number {
  return pairs.reduce((sum, pair) => sum + pair.json.length, 0)
}

/** The fields of an entry that its account depends on. */
type EntryCounts = Pick<JournalEntry, 'pairs' | 'unconfirmed' | 'dropped'>

/** Returns the account of an entry: its pairs are queued. */
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

/** Adds `more` to `total`. Subtracts it if `sign` is -1. */
export function addAccount(total: Account, more: Account, sign: 1 | -1 = 1): void {
  total.sampled += sign * more.sampled
  total.delivered += sign * more.delivered
  total.queued += sign * more.queued
  total.queuedLength += sign * more.queuedLength
  total.unconfirmed += sign * more.unconfirmed
  for (const [reason, count] of lossesIn(more)) addDropped(total, reason, sign * count)
}
