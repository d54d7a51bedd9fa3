import { type Account, addAccount, emptyAccount, lossAccount } from '../../core/books/account.ts'
import type { OutboxCounts } from '../../core/books/outbox-counts.ts'
import { accountOf, type Ledger } from './ledger.ts'

/** The books of one experiment as this page knows them, across all stores that the page has used. */
export interface PageBooks {
  /** Returns the ledger of the current store, after the latest transaction. */
  ledger(): Ledger
  /** Returns the sum of everything that has been counted for the experiment, as a copy. */
  account(): Account
  /** Returns the losses that the ledger has counted since the page opened, and that this page has not reported. */
  newLosses(): Account
  /** Replaces the ledger after a commit. */
  update: (ledger: Ledger) => void
  /**
   * Marks all losses up to these as known to the collector. Losses are cumulative, so they replace those of earlier
   * calls.
   */
  markReported: (losses?: Pick<OutboxCounts, 'unconfirmed' | 'dropped'>) => void
  /** Starts an empty ledger, because the store is now an empty one in memory. Keeps the counts of the previous ledger. */
  rebase(): void
  /** Switches to the ledger on disk, after queued pairs and unreported losses have moved there from memory. */
  moveToDisk: (ledger: Ledger) => void
}

/** Creates the books of a page. `client`: the client id of an empty ledger. */
export function createPageBooks(experiment: string, client: string): PageBooks {
  let ledger: Ledger = { client, accounts: {} }
  /** Counted in the ledger on disk, while the device cannot be reached. */
  let unreachable = emptyAccount()
  /** Counted in memory and not moved to disk, because it was delivered or reported. */
  const settled = emptyAccount()
  let reported = emptyAccount()

  const current = () => accountOf(ledger, experiment)
  return {
    ledger: () => ledger,
    account() {
      const total = emptyAccount()
      for (const part of [unreachable, settled, current()]) addAccount(total, part)
      return total
    },
    newLosses() {
      const rest = lossAccount(current())
      addAccount(rest, reported, -1)
      return rest
    },
    update(there) {
      ledger = there
    },
    markReported(losses) {
      reported = lossAccount(losses)
    },
    rebase() {
      unreachable = current()
      reported = emptyAccount()
      ledger = { client, accounts: {} }
    },
    moveToDisk(there) {
      // These counts were reported under the client id of the ledger in memory, so the ledger on disk must not have them.
      const { delivered } = current()
      addAccount(settled, { ...reported, sampled: reported.sampled + delivered, delivered })
      unreachable = emptyAccount()
      reported = emptyAccount()
      ledger = there
    },
  }
}
