import type { DropReason } from '../../core/books/drop-reason.ts'
import { type Change, removePairs } from './change.ts'
import { entriesOf, readEntry } from './entry-record.ts'

/** Drops the experiment's pairs, oldest first, until `reasonOf` returns no reason. `at` is when the entry was created. */
export async function dropOldest(
  change: Change,
  experiment: string,
  reasonOf: (at: number) => DropReason | undefined,
): Promise<void> {
  for (;;) {
    const [oldest] = await change.records.first(entriesOf(experiment), 1)
    if (!oldest) return
    const [key, value] = oldest
    const entry = readEntry(value)
    if (!entry) change.records.delete(key)
    // `removePairs` counts each pair before it asks about the next, so the reason may depend on the counters.
    else if (removePairs(change, key, entry, () => reasonOf(entry.at)).length) return
  }
}
