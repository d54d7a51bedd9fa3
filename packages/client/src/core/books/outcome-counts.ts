import type { OutboxCounts } from './outbox-counts.ts'

/** The state of every outcome recorded on this device: `recorded = delivered + queued + unconfirmed + Σ dropped`. */
export interface OutcomeCounts extends Omit<OutboxCounts, 'sampled'> {
  recorded: number
}
