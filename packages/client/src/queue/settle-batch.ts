import { type Change, takeOut } from './change.ts'
import { readEntry } from './entry-record.ts'
import type { Outcome } from './ledger.ts'
import type { QueuedPair } from './take-batch.ts'

/**
 * Deletes exactly these pairs and books them. Pairs that are gone (settled by another tab, pushed out, discarded) were
 * booked then.
 */
export async function settleBatch(
  change: Change,
  pairs: readonly QueuedPair[],
  outcomeOf: (index: number) => Outcome,
): Promise<void> {
  const outcomes = new Map(pairs.map(({ id }, index) => [id, outcomeOf(index)]))
  for (const key of new Set(pairs.map(pair => pair.key))) {
    const entry = readEntry(await change.records.get(key))
    if (entry) takeOut(change, key, entry, pair => outcomes.get(pair.id))
  }
}
