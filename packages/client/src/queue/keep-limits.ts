import type { Plan } from '@shadow-mode/protocol'
import { type Change, takeOut } from './change.ts'
import { entriesOf, readEntry } from './entry-record.ts'
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
  while (account.queued > 0) {
    const [oldest] = await change.records.first(entriesOf(experiment), 1)
    if (!oldest) return
    const [key, value] = oldest
    const entry = readEntry(value)
    const isOld = entry && entry.at < now - maxAgeMs
    if (!entry) change.records.delete(key)
    // takeOut asks for each pair in turn and books it at once.
    else if (isOld || isOver())
      takeOut(change, key, entry, () => (isOld ? 'expired' : isOver() ? 'full' : undefined))
    else return
  }
}
