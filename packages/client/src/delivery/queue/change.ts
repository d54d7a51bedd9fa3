import { addDropped } from '../../core/books/account.ts'
import type { JournalEntry, StoredPair } from '../../core/books/journal-entry.ts'
import type { Records } from '../../core/platform/store.ts'
import { accountOf, type Ledger, type PairResult } from './ledger.ts'

/** One transaction on the queue and its ledger. The ledger is written at the end of the transaction. */
export interface Change {
  records: Records
  ledger: Ledger
  /** The cache of `readSeq`: the highest `seq` that has been counted, by writer. */
  seqs: Map<string, number>
  /** Pairs that this transaction drops from the queue. `dropped` events report them after the commit. */
  lost: Pick<Ledger, 'accounts'>
}

/** Counts `pairs` queued pairs as `result`. `length`: their total JSON length, in UTF-16 units. */
function recordResult(
  { ledger, lost }: Change,
  experiment: string,
  pairs: number,
  length: number,
  result: PairResult,
): void {
  const account = accountOf(ledger, experiment)
  // Another script of the origin may have added pairs, which the ledger has not counted as sampled. A negative count would
  // make the ledger invalid, and all counts would be lost with it.
  const uncounted = Math.max(0, pairs - account.queued)
  account.sampled += uncounted
  account.queued -= pairs - uncounted
  account.queuedLength = account.queued && Math.max(0, account.queuedLength - length)
  if (result === 'delivered') account.delivered += pairs
  else {
    addDropped(account, result, pairs)
    addDropped(accountOf(lost, experiment), result, pairs)
  }
}

/** Drops all pairs that the ledger counts as queued. Call it when no records are left: the device has lost these pairs. */
export function dropVanished(change: Change): void {
  for (const [experiment, { queued, queuedLength }] of Object.entries(change.ledger.accounts)) {
    recordResult(change, experiment, queued, queuedLength, 'storage')
  }
}

/**
 * Removes the pairs that have a result from an entry, and counts them. `resultOf` is called for each pair in turn, after
 * the previous pair has been counted. Returns the remaining pairs. Deletes the entry if none remain.
 */
export function removePairs(
  change: Change,
  key: string,
  entry: JournalEntry,
  resultOf: (pair: StoredPair) => PairResult | undefined,
): StoredPair[] {
  const pairs = entry.pairs.filter(pair => {
    const result = resultOf(pair)
    if (result) recordResult(change, entry.experiment, 1, pair.json.length, result)
    return !result
  })
  if (!pairs.length) change.records.delete(key)
  else if (pairs.length < entry.pairs.length) change.records.put(key, { ...entry, pairs })
  return pairs
}
