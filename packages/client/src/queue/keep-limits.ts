import type { Plan } from '@shadow-mode/protocol'
import type { Change } from './change.ts'
import { dropOldest } from './drop-oldest.ts'
import { accountOf } from './ledger.ts'

/** Drops what waited too long and, when the queue is over its limits, its oldest pairs. */
export async function keepLimits(
  change: Change,
  experiment: string,
  { maxQueuedPairs, maxQueuedLength, maxAgeMs }: Plan,
  now: number,
): Promise<void> {
  const account = accountOf(change.ledger, experiment)
  const isOver = () => account.queued > maxQueuedPairs || account.queuedLength > maxQueuedLength
  if (account.queued)
    await dropOldest(change, experiment, at =>
      at < now - maxAgeMs ? 'expired' : isOver() ? 'full' : undefined,
    )
}
