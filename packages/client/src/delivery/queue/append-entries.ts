import { addAccount, entryAccount } from '../../core/books/account.ts'
import type { JournalEntry } from '../../core/books/journal-entry.ts'
import type { Change } from './change.ts'
import { entryKey } from './entry-record.ts'
import { accountOf } from './ledger.ts'
import { readSeq, writeSeq } from './writer-record.ts'

/**
 * Writes and counts the entries that the ledger has not counted yet, and skips the others. So any tab may append an entry,
 * any number of times. The entries of one writer must be in `seq` order.
 */
export async function appendEntries(
  change: Change,
  entries: readonly JournalEntry[],
  now: number,
): Promise<void> {
  const { records, ledger } = change
  for (const entry of entries) {
    if (entry.seq <= (await readSeq(change, entry.writer))) continue
    addAccount(accountOf(ledger, entry.experiment), entryAccount(entry))
    // The ledger has counted the losses. They must not be counted again if the record moves to another store.
    if (entry.pairs.length) records.put(entryKey(entry), { ...entry, unconfirmed: 0, dropped: {} })
    writeSeq(change, entry.writer, entry.seq, now)
  }
}
