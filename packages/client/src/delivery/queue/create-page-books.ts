import { type Account, addAccount, emptyAccount, lossAccount } from '../../core/books/account.ts'
import type { OutboxCounts } from '../../core/books/outbox-counts.ts'
import { accountOf, type Ledger } from './ledger.ts'

/** What a page knows of one experiment's books, whichever stores they stood in. */
export interface PageBooks {
  /** Of the store in use, after the newest transaction. */
  ledger(): Ledger
  /** All that is known of the experiment; a copy. */
  account(): Account
  /** Losses in the ledger that came since the page opened, and that no batch of it has reported. */
  unreported(): Account
  /** A transaction is committed: this is the ledger now. */
  use: (ledger: Ledger) => void
  /** The collector knows of these losses in the ledger. */
  reported: (losses?: Pick<OutboxCounts, 'unconfirmed' | 'dropped'>) => void
  /** From now on the store is another, empty one, in memory: its counts come on top of those known. */
  rebase(): void
  /** What waited in memory, and what was unreported, is on the device: this is the ledger there. */
  move: (ledger: Ledger) => void
}

/** `client`: of the ledger, while there is none. */
export function createPageBooks(experiment: string, client: string): PageBooks {
  let ledger: Ledger = { client, accounts: {} }
  /** Beyond the ledger: of a device out of reach, and what has met its end in memory. */
  let away = emptyAccount()
  const ended = emptyAccount()
  let reported = emptyAccount()

  const own = () => accountOf(ledger, experiment)
  return {
    ledger: () => ledger,
    account() {
      const total = emptyAccount()
      for (const part of [away, ended, own()]) addAccount(total, part)
      return total
    },
    unreported() {
      const rest = lossAccount(own())
      addAccount(rest, reported, -1)
      return rest
    },
    use(there) {
      ledger = there
    },
    reported(losses) {
      reported = lossAccount(losses)
    },
    rebase() {
      away = own()
      reported = emptyAccount()
      ledger = { client, accounts: {} }
    },
    move(there) {
      // The rest was reported under the name that the ledger in memory had.
      const { delivered } = own()
      addAccount(ended, { ...reported, sampled: reported.sampled + delivered, delivered })
      away = emptyAccount()
      reported = emptyAccount()
      ledger = there
    },
  }
}
