import type { DropReason } from './drop-reason.ts'

/**
 * A finished pair as the text that will be sent: it is serialised once and, unless a batch is refused, never parsed again
 * on the device.
 */
export interface StoredPair {
  id: string
  json: string
}

/**
 * What a tab writes to the device in one piece. It counts `pairs + unconfirmed + Σ dropped` sampled predictions, so
 * the ledger stays balanced whichever entries have been written.
 */
export interface JournalEntry {
  /** The outbox that made it: one UUID per page load and experiment. */
  writer: string
  /**
   * 1, 2, 3 … within a writer. Entries are written in this order, so the highest number on disk tells of every entry
   * whether it was counted, however often it is offered (write, retry, spill).
   */
  seq: number
  experiment: string
  /** When its first pair or loss came, in ms since the epoch. */
  at: number
  pairs: StoredPair[]
  /** Pairs sent by a closing page that could not be kept. */
  unconfirmed: number
  dropped: Partial<Record<DropReason, number>>
}
