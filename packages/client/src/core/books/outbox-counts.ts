import type { DropReason } from './drop-reason.ts'

/** Where every sampled prediction of this experiment is. `sampled = running + all the others`. */
export interface OutboxCounts {
  sampled: number
  delivered: number
  queued: number
  unconfirmed: number
  dropped: Partial<Record<DropReason, number>>
}
