import { type Account, addAccount, emptyAccount } from '../../core/books/account.ts'
import type { DropReason } from '../../core/books/drop-reason.ts'
import { isDropped } from '../../core/books/is-dropped.ts'
import type { Guard } from '../../core/guard/guard.ts'
import { isCount } from '../../core/guard/is-count.ts'
import { isExperiment } from '../../core/guard/is-experiment.ts'
import { isUuid } from '../../core/guard/is-uuid.ts'
import { recordOf } from '../../core/guard/record-of.ts'
import { shape } from '../../core/guard/shape.ts'

/** The books of one store: what became of every prediction that was ever written to it. */
export interface Ledger {
  /** A random id of this store (browser profile, origin, collector and key); not a person's. */
  client: string
  /** By experiment. */
  accounts: Record<string, Account>
}

/** How a queued pair ends. */
export type PairEnd = 'delivered' | DropReason

const areAccounts = recordOf(
  shape<Account>({
    sampled: isCount,
    delivered: isCount,
    queued: isCount,
    queuedLength: isCount,
    unconfirmed: isCount,
    dropped: isDropped,
  }),
)

export const isLedger: Guard<Ledger> = shape<Ledger>({
  client: isUuid,
  // The collector refuses each batch that tells of any other name: all that waits would be dropped as rejected.
  accounts: (value): value is Ledger['accounts'] =>
    areAccounts(value) && Object.keys(value).every(isExperiment),
})

/** The experiment's account, opened when it has none. */
export function accountOf({ accounts }: Pick<Ledger, 'accounts'>, experiment: string): Account {
  const found = Object.hasOwn(accounts, experiment) && accounts[experiment]
  return found || (accounts[experiment] = emptyAccount())
}

/** All experiments of the store together. */
export function totalOf(ledger: Ledger): Account {
  const total = emptyAccount()
  for (const account of Object.values(ledger.accounts)) addAccount(total, account)
  return total
}
