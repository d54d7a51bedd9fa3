import { addAccount, entryAccount } from '../../core/books/account.ts'
import type { JournalEntry } from '../../core/books/journal-entry.ts'
import type { Change } from './change.ts'
import { entryKey } from './entry-record.ts'
import { accountOf } from './ledger.ts'
import { readSeq, writeSeq } from './writer-record.ts'

/**
 * Writes entries that the ledger has not counted yet and skips the others, so an entry may be offered any number of
 * times and by any tab. Entries of one writer must come in their order.
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
    // Its losses are in the ledger now: whoever moves the record to another store must not count them again.
    if (entry.pairs.length) records.put(entryKey(entry), { ...entry, unconfirmed: 0, dropped: {} })
    writeSeq(change, entry.writer, entry.seq, now)
  }
}
