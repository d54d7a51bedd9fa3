import { type Account, addAccount, emptyAccount, lossesIn } from '../../core/books/account.ts'
import type { DropReason } from '../../core/books/drop-reason.ts'
import { isDropped } from '../../core/books/is-dropped.ts'
import type { Guard } from '../../core/guard/guard.ts'
import { isCount } from '../../core/guard/is-count.ts'
import { isExperiment } from '../../core/guard/is-experiment.ts'
import { isUuid } from '../../core/guard/is-uuid.ts'
import { recordOf } from '../../core/guard/record-of.ts'
import { shape } from '../../core/guard/shape.ts'

/** The books of one store. They count every prediction whose entry was ever written to it. */
export interface Ledger {
  /**
   * A random id of this store: one per browser profile, origin, collector, key and channel. It does not identify a
   * person.
   */
  client: string
  /** The accounts by experiment. */
  accounts: Record<string, Account>
}

/** What happened to a queued pair: it was delivered, or dropped for a reason. */
export type PairResult = 'delivered' | DropReason

const hasCounts = shape<Account>({
  sampled: isCount,
  delivered: isCount,
  queued: isCount,
  queuedLength: isCount,
  unconfirmed: isCount,
  dropped: isDropped,
})

/** Guards an account whose counters add up. Another script of the origin may have changed it. */
const isAccount: Guard<Account> = (value): value is Account => {
  if (!hasCounts(value)) return false
  const lost = lossesIn(value).reduce((sum, [, count]) => sum + count, 0)
  return value.sampled === value.delivered + value.queued + value.unconfirmed + lost
}

const areAccounts = recordOf(isAccount)

export const isLedger: Guard<Ledger> = shape<Ledger>({
  client: isUuid,
  // The keys are experiments. With an invalid one, the collector would refuse every batch, and all queued pairs would be
  // dropped as `rejected`.
  accounts: (value): value is Ledger['accounts'] =>
    areAccounts(value) && Object.keys(value).every(isExperiment),
})

/** Returns the experiment's account. Creates it if there is none. */
export function accountOf({ accounts }: Pick<Ledger, 'accounts'>, experiment: string): Account {
  const found = Object.hasOwn(accounts, experiment) && accounts[experiment]
  return found || (accounts[experiment] = emptyAccount())
}

/** Returns the sum of all accounts. */
export function totalOf(ledger: Ledger): Account {
  const total = emptyAccount()
  for (const account of Object.values(ledger.accounts)) addAccount(total, account)
  return total
}
