import type { Pair } from '@shadow-mode/protocol'
import type { DropReason } from '../../core/books/drop-reason.ts'
import type { StoredPair } from '../../core/books/journal-entry.ts'
import type { OutboxCounts } from '../../core/books/outbox-counts.ts'
import type { FlushReason } from '../../core/status/flush-reason.ts'

/**
 * Stores, delivers and counts finished pairs. A pair may be sent again, but it is counted once. A killed page may lose the
 * pairs of its last second together with their counts. The outbox loads after the first live answer. Until then, a tally
 * counts.
 *
 * No method throws. Apart from work that `close` interrupts, only `discard` may reject.
 */
export interface Outbox {
  /** Counts a sampled prediction. Exactly one `add`, `put` or `drop` must follow. */
  sampled(): void
  add(pair: Pair): void
  /** Like `add`, for a record that is already serialised. */
  put(record: StoredPair): void
  drop(reason: DropReason): void
  /** Sends all queued pairs. Resolves when they are delivered, or when nothing more can be sent for now. */
  flush(reason: FlushReason): Promise<void>
  /**
   * Deletes all queued pairs and counts them as dropped. If the disk cannot be reached, it only deletes the pairs in memory
   * and rejects.
   */
  discard(reason: 'off' | 'privacy'): Promise<void>
  /** Returns the latest known counts of the store, plus everything that this page has not stored yet. */
  counts(): OutboxCounts
  /** Call it when the page is left. Synchronously spills or sends what is not on disk, as far as that is possible. */
  exit(): void
  /** Stops all timers and closes the store. Queued pairs stay on the device. */
  close(): Promise<void>
}
