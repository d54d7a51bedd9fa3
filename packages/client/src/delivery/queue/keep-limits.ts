import type { Plan } from '@shadow-mode/protocol'
import type { Change } from './change.ts'
import { dropOldest } from './drop-oldest.ts'
import { accountOf } from './ledger.ts'

/**
 * Drops what waited too long and, when the queue is over its limits, its oldest pairs. After a write only in the latter
 * case: it reads entries back, which every write would pay for.
 */
export async function keepLimits(
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
