import { type Change, takeOut } from './change.ts'
import { readEntry } from './entry-record.ts'
import type { PairEnd } from './ledger.ts'
import type { QueuedPair } from './take-batch.ts'

/**
 * Deletes exactly these pairs and books them. Pairs that are gone (settled by another tab, pushed out, discarded) were
 * booked then.
 */
export async function settleBatch(
  change: Change,
  pairs: readonly QueuedPair[],
  endOf: (index: number) => PairEnd,
): Promise<void> {
  const ends = new Map(pairs.map(({ id }, index) => [id, endOf(index)]))
  for (const key of new Set(pairs.map(pair => pair.key))) {
    const entry = readEntry(await change.records.get(key))
    if (entry) takeOut(change, key, entry, pair => ends.get(pair.id))
  }
}
