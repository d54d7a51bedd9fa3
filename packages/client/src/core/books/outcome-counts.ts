import type { OutboxCounts } from './outbox-counts.ts'

/** Counts of the recorded outcomes of this experiment: `recorded = delivered + queued + unconfirmed + Σ dropped`. */
export interface OutcomeCounts extends Omit<OutboxCounts, 'sampled'> {
  recorded: number
}
