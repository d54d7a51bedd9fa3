import type { DropReason } from './drop-reason.ts'

/**
 * Counts of the sampled predictions of this experiment. `sampled` also includes predictions that are still running, which
 * are not counted here.
 */
export interface OutboxCounts {
  sampled: number
  /** Pairs that the collector has accepted. */
  delivered: number
  /** Finished pairs that wait for delivery. */
  queued: number
  /** Pairs that a closing page has sent but could not save. They may or may not have arrived. */
  unconfirmed: number
  /** Predictions that will not be delivered, by reason. */
  dropped: Partial<Record<DropReason, number>>
}
