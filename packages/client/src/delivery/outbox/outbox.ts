import type { Pair } from '@shadow-mode/protocol'
import type { DropReason } from '../../core/books/drop-reason.ts'
import type { StoredPair } from '../../core/books/journal-entry.ts'
import type { OutboxCounts } from '../../core/books/outbox-counts.ts'
import type { FlushReason } from '../../core/status/flush-reason.ts'

/**
 * Takes finished pairs and sees to it that each is delivered once or counted as lost, whatever becomes of the page. Loaded
 * after the first live answer; until then a tally holds and counts. No method throws; `discard` alone rejects.
 */
export interface Outbox {
  /** A prediction was drawn: exactly one `add`, `put` or `drop` follows. */
  sampled(): void
  add(pair: Pair): void
  /** Like `add`, of what is text already. */
  put(record: StoredPair): void
  drop(reason: DropReason): void
  /** Sends all that waits; resolves when it is delivered or no attempt can succeed now. */
  flush(reason: FlushReason): Promise<void>
  /**
   * Deletes what waits on the device and counts it as `reason`. Rejects when the device is out of reach: only what waits in
   * memory is deleted then.
   */
  discard(reason: 'off' | 'privacy'): Promise<void>
  /** The newest known durable counts plus what this tab has not stored yet. */
  counts(): OutboxCounts
  /** The page is being left: save synchronously what is not on disk. */
  exit(): void
  /** Stops timers and releases the store; what waits stays on the device. */
  close(): Promise<void>
}
