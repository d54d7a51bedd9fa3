import type { DropReason } from '../../core/books/drop-reason.ts'
import { type Change, takeOut } from './change.ts'
import { entriesOf, readEntry } from './entry-record.ts'

/** Drops the experiment's pairs, oldest first, for as long as there is a reason; `at` is their entry's. */
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
    // takeOut asks for each pair in turn and books it at once.
    else if (takeOut(change, key, entry, () => reasonOf(entry.at)).length) return
  }
}
