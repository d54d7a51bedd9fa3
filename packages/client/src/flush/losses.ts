import type { Losses } from '@shadow-mode/protocol'
import type { Ledger } from '../queue/ledger.ts'
import type { QueuedPair } from '../queue/take-batch.ts'

/**
 * What a batch tells of each experiment. `inherited`: what waits in this ledger may yet be counted by another one (a
 * store in memory whose entries are spilled at exit), so only what has met its end here, and this batch, is told.
 */
export function lossesOf(
  ledger: Ledger,
  batch: readonly QueuedPair[],
  inherited: boolean,
): Record<string, Losses> {
  const losses: Record<string, Losses> = {}
  for (const [experiment, account] of Object.entries(ledger.accounts)) {
    const here = batch.filter(pair => pair.experiment === experiment).length
    losses[experiment] = {
      sampled: inherited ? account.sampled - account.queued + here : account.sampled,
      unconfirmed: account.unconfirmed,
      dropped: { ...account.dropped },
    }
  }
  return losses
}
