import type { DropReason } from './drop-reason.ts'

/** The state of every sampled prediction of this experiment. `sampled` is `running` plus all other counts. */
export interface OutboxCounts {
  sampled: number
  delivered: number
  queued: number
  unconfirmed: number
  dropped: Partial<Record<DropReason, number>>
}
