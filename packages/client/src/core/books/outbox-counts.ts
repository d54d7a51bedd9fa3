import type { DropReason } from './drop-reason.ts'

/** The state of every sampled prediction of this experiment. `sampled` is the sum of `running` and all other counts. */
export interface OutboxCounts {
  sampled: number
  delivered: number
  queued: number
  unconfirmed: number
  dropped: Partial<Record<DropReason, number>>
}
