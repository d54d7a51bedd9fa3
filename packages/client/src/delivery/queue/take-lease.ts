import type { Guard } from '../../core/guard/guard.ts'
import { isCount } from '../../core/guard/is-count.ts'
import { isString } from '../../core/guard/is-string.ts'
import { shape } from '../../core/guard/shape.ts'
import type { Records } from '../../core/platform/store.ts'

const LEASE = 'lease'

/** How long a lease lasts. Each batch renews it, and takes less time than this. It expires if the holder is killed. */
const LEASE_MS = 60_000

interface Lease {
  holder: string
  /** In ms since the epoch. */
  until: number
}

const isLease: Guard<Lease> = shape<Lease>({ holder: isString, until: isCount })

/** `ask` respects another page's lease. `seize` takes it over, and the other page stops sending. */
export type LeaseClaim = 'ask' | 'seize'

/**
 * Says which page sends where there are no Web Locks, and whether the page that holds the lock is still alive. Returns true
 * if only `holder` may send for the next minute.
 *
 * A lease that ends more than `LEASE_MS` from now is ignored, because the clock was set back after it was taken. If the
 * clock is set forward, two pages may send at once. The ledger still counts each pair once.
 */
export async function takeLease(
  records: Records,
  holder: string,
  now: number,
  claim: LeaseClaim,
): Promise<boolean> {
  const found = await records.get(LEASE)
  const isFree =
    !isLease(found) || found.holder === holder || found.until <= now || found.until > now + LEASE_MS
  if (!isFree && claim === 'ask') return false
  records.put(LEASE, { holder, until: now + LEASE_MS })
  return true
}

/** Releases the lease, unless another page has seized it. */
export async function endLease(records: Records, holder: string): Promise<void> {
  const found = await records.get(LEASE)
  if (isLease(found) && found.holder === holder) records.delete(LEASE)
}
