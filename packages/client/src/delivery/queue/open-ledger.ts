import { addAccount, entryAccount } from '../../core/books/account.ts'
import type { Records } from '../../core/platform/store.ts'
import { ENTRIES, readEntry } from './entry-record.ts'
import { accountOf, isLedger, type Ledger } from './ledger.ts'

export const LEDGER = 'ledger'

/**
 * Reads the ledger. If it is missing or corrupt, returns a new one that counts the queued entries. The new ledger has a
 * new client id, because its counters restart.
 */
export async function openLedger(records: Records, newClient: () => string): Promise<Ledger> {
  const found = await records.get(LEDGER)
  if (isLedger(found)) return found
  const ledger: Ledger = { client: newClient(), accounts: {} }
  for (const [, value] of await records.first(ENTRIES, 0xffffffff)) {
    const entry = readEntry(value)
    if (entry) addAccount(accountOf(ledger, entry.experiment), entryAccount(entry))
  }
  return ledger
}
