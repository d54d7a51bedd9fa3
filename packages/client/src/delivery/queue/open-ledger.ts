import { addAccount, entryAccount } from '../../core/books/account.ts'
import type { Records } from '../../core/platform/store.ts'
import { ENTRIES, readEntry } from './entry-record.ts'
import { accountOf, isLedger, type Ledger } from './ledger.ts'

export const LEDGER = 'ledger'

/**
 * The ledger on disk. When there is none, or something has broken it, a new one (with a new client id, since its
 * counters begin anew) is drawn up from the entries that wait.
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
