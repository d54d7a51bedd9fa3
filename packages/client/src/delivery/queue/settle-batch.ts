import { type Change, removePairs } from './change.ts'
import { readEntry } from './entry-record.ts'
import type { PairResult } from './ledger.ts'
import type { QueuedPair } from './take-batch.ts'

/**
 * Deletes the pairs of a batch and counts their results. Skips pairs that are no longer queued: the transaction that
 * removed them has counted them.
 */
export async function settleBatch(
  change: Change,
  pairs: readonly QueuedPair[],
  resultOf: (index: number) => PairResult,
): Promise<void> {
  const results = new Map(pairs.map(({ id }, index) => [id, resultOf(index)]))
  for (const key of new Set(pairs.map(pair => pair.key))) {
    const entry = readEntry(await change.records.get(key))
    if (entry) removePairs(change, key, entry, pair => results.get(pair.id))
  }
}
