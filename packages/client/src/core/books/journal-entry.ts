import type { DropReason } from './drop-reason.ts'

/** A finished pair or an outcome as JSON text. Batches contain the text of queued records unchanged. */
export interface StoredPair {
  id: string
  json: string
}

/**
 * Finished pairs and losses that a page writes to the device together. An entry counts `pairs + unconfirmed + Σ dropped`
 * sampled predictions, so the counters stay consistent no matter which entries have been written.
 */
export interface JournalEntry {
  /** The random UUID of the outbox that created the entry. A client has one outbox for pairs and one for outcomes. */
  writer: string
  /**
   * 1, 2, 3 … for each writer. Entries are written in this order. The store keeps the highest `seq` of each writer, and
   * ignores an entry whose `seq` is not higher.
   */
  seq: number
  experiment: string
  /** When the entry was created, in ms since the epoch. */
  at: number
  pairs: StoredPair[]
  /** The number of pairs that a closing page has sent but could not save. */
  unconfirmed: number
  dropped: Partial<Record<DropReason, number>>
}
