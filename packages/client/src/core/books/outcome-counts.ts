import type { OutboxCounts } from './outbox-counts.ts'

/** Where every outcome recorded on this device is: `recorded = delivered + queued + unconfirmed + Σ dropped`. */
export interface OutcomeCounts extends Omit<OutboxCounts, 'sampled'> {
  recorded: number
}
