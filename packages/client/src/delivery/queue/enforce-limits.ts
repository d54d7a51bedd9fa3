import type { Plan } from '@shadow-mode/protocol'
import type { Change } from './change.ts'
import { dropOldest } from './drop-oldest.ts'
import { accountOf } from './ledger.ts'

/**
 * Drops the experiment's expired pairs. If its pairs exceed the limits, also drops the oldest. After a write (`isWrite`),
 * it does nothing unless a limit is exceeded, because looking for expired pairs would slow down each write.
 */
export async function enforceLimits(
  change: Change,
  experiment: string,
  { maxQueuedPairs, maxQueuedLength, maxAgeMs }: Plan,
  now: number,
  isWrite?: boolean,
): Promise<void> {
  const account = accountOf(change.ledger, experiment)
  const isOver = () => account.queued > maxQueuedPairs || account.queuedLength > maxQueuedLength
  if (isOver() || (account.queued && !isWrite))
    await dropOldest(change, experiment, at =>
      at < now - maxAgeMs ? 'expired' : isOver() ? 'full' : undefined,
    )
}
