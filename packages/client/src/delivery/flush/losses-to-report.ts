import type { Losses } from '@shadow-mode/protocol'
import type { Ledger } from '../queue/ledger.ts'
import type { QueuedPair } from '../queue/take-batch.ts'

/** The collector refuses a batch that tells of more. */
const MAX_EXPERIMENTS = 100

/**
 * What a batch tells of each experiment. `inherited`: what waits in this ledger may yet be counted by another one (a
 * store in memory whose entries are spilled at exit), so only what has met its end here, and this batch, is told.
 * Beyond `MAX_EXPERIMENTS` the oldest ones wait for a batch with pairs of their own.
 */
export function lossesOf(
  ledger: Ledger,
  batch: readonly QueuedPair[],
  inherited: boolean,
): Record<string, Losses> {
  const counted = Object.entries(ledger.accounts).map(
    ([experiment, { sampled, queued, unconfirmed, dropped }]) => {
      const here = batch.filter(pair => pair.experiment === experiment).length
      const losses = { sampled: inherited ? sampled - queued + here : sampled, unconfirmed, dropped }
      return { experiment, here, losses }
    },
  )
  counted.sort((a, b) => a.here - b.here)
  return Object.fromEntries(
    counted.slice(-MAX_EXPERIMENTS).map(({ experiment, losses }) => [experiment, losses]),
  )
}
