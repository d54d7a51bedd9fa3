import type { DropReason } from './drop-reason.ts'

/** A finished pair as the JSON that is sent. It is serialised once, and parsed again only if a batch is rejected. */
export interface StoredPair {
  id: string
  json: string
}

/**
 * What a tab writes to the device in one transaction. An entry counts `pairs + unconfirmed + Σ dropped` sampled
 * predictions, so the counters stay consistent no matter which entries have been written.
 */
export interface JournalEntry {
  /** The outbox that wrote the entry: one UUID per page load and experiment. */
  writer: string
  /**
   * 1, 2, 3 … for each writer. Entries are written in this order. An entry has been counted if the highest stored number of
   * its writer is at least its own, even if the entry is written again.
   */
  seq: number
  experiment: string
  /** When the first pair or loss was added, in ms since the epoch. */
  at: number
  pairs: StoredPair[]
  /** Pairs that a closing page sent and could not store. */
  unconfirmed: number
  dropped: Partial<Record<DropReason, number>>
}
