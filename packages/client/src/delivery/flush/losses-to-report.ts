import type { Losses } from '@shadow-mode/protocol'
import type { Ledger } from '../queue/ledger.ts'
import type { QueuedPair } from '../queue/take-batch.ts'

/** Maximum number of experiments whose losses a batch may report. The collector refuses more. */
const MAX_EXPERIMENTS = 100

/**
 * Returns the losses that a batch reports, by experiment.
 *
 * `isTemporary`: the store has fallen back to memory. Its queued pairs are spilled at exit, and another ledger may count
 * them later. So `sampled` leaves out the queued pairs that are not in this batch.
 *
 * With more than `MAX_EXPERIMENTS`, experiments in this batch come first, then the newest. The others are reported with
 * their next pairs.
 */
export function lossesToReport(
  ledger: Ledger,
  batch: readonly QueuedPair[],
  isTemporary: boolean,
): Record<string, Losses> {
  const counted = Object.entries(ledger.accounts).map(
    ([experiment, { sampled, queued, unconfirmed, dropped }]) => {
      const inBatch = batch.filter(pair => pair.experiment === experiment).length
      const losses = { sampled: isTemporary ? sampled - queued + inBatch : sampled, unconfirmed, dropped }
      return { experiment, inBatch, losses }
    },
  )
  counted.sort((a, b) => a.inBatch - b.inBatch)
  return Object.fromEntries(
    counted.slice(-MAX_EXPERIMENTS).map(({ experiment, losses }) => [experiment, losses]),
  )
}
