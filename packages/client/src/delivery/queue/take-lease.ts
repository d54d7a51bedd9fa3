import type { Guard } from '../../core/guard/guard.ts'
import { isCount } from '../../core/guard/is-count.ts'
import { isString } from '../../core/guard/is-string.ts'
import { shape } from '../../core/guard/shape.ts'
import type { Records } from '../../core/platform/store.ts'

const LEASE = 'lease'

/** Longer than a batch may take: the holder renews it with each one. It expires when the holder is killed. */
const LEASE_MS = 60_000

interface Lease {
  holder: string
  /** In ms since the epoch. */
  until: number
}

const isLease: Guard<Lease> = shape<Lease>({ holder: isString, until: isCount })

/** How much a page wants it: `ask` respects another page's lease, `seize` ends it (then that page stops sending). */
export type LeaseClaim = 'ask' | 'seize'

/**
 * In place of a Web Lock: true when `holder` alone may send for the next minute. A lease that ends later than any given
 * now was given before the clock was set back, and holds nobody up. When the clock is set on, two pages may send at
 * once: the ledger counts once all the same.
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

/** Gives it back, unless another page has seized it. */
export async function endLease(records: Records, holder: string): Promise<void> {
  const found = await records.get(LEASE)
  if (isLease(found) && found.holder === holder) records.delete(LEASE)
}
