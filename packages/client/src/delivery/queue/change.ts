import { addDropped } from '../../core/books/account.ts'
import type { JournalEntry, StoredPair } from '../../core/books/journal-entry.ts'
import type { Records } from '../../core/platform/store.ts'
import { accountOf, type Ledger, type PairEnd } from './ledger.ts'

/** A transaction on queue and ledger together. The ledger is written when the work has ended. */
export interface Change {
  records: Records
  ledger: Ledger
  /** The highest number of each writer's entries that is counted, as far as it was asked for. */
  seqs: Map<string, number>
  /** Pairs this transaction drops from the queue, to be told after it is committed. */
  lost: Pick<Ledger, 'accounts'>
}

/** Moves queued pairs, whose JSON has `length` units together, to their end in the books. */
function book(
  { ledger, lost }: Change,
  experiment: string,
  pairs: number,
  length: number,
  end: PairEnd,
): void {
  const account = accountOf(ledger, experiment)
  account.queued -= pairs
  account.queuedLength -= length
  if (end === 'delivered') account.delivered += pairs
  else {
    addDropped(account, end, pairs)
    addDropped(accountOf(lost, experiment), end, pairs)
  }
}

/** No record is left: what the ledger still expects there was lost by the device. */
export function bookVanished(change: Change): void {
  for (const [experiment, { queued, queuedLength }] of Object.entries(change.ledger.accounts)) {
    book(change, experiment, queued, queuedLength, 'storage')
  }
}

/** Takes pairs out of an entry and books them; returns the others. The entry goes when none remain. */
export function takeOut(
  change: Change,
  key: string,
  entry: JournalEntry,
  endOf: (pair: StoredPair) => PairEnd | undefined,
): StoredPair[] {
  const pairs = entry.pairs.filter(pair => {
    const end = endOf(pair)
    if (end) book(change, entry.experiment, 1, pair.json.length, end)
    return !end
  })
  if (!pairs.length) change.records.delete(key)
  else if (pairs.length < entry.pairs.length) change.records.put(key, { ...entry, pairs })
  return pairs
}
