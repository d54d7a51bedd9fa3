import type { Batch } from '@shadow-mode/protocol'
import type { DropReason } from '../../core/books/drop-reason.ts'
import type { JournalEntry } from '../../core/books/journal-entry.ts'
import type { PageBooks } from './create-page-books.ts'
import type { PairEnd } from './ledger.ts'
import type { QueuedPair } from './take-batch.ts'
import type { LeaseClaim } from './take-lease.ts'

/** The pairs that wait in a store, with its ledger. Each call that returns a promise is one transaction. */
export interface Queue extends Pick<PageBooks, 'ledger' | 'account' | 'unreported' | 'rebase'> {
  /** Comes first, once: learns what waits, and tidies up. */
  open(): Promise<void>
  append(entries: readonly JournalEntry[]): Promise<void>
  /**
   * The oldest pairs. With a `claim` the lease is taken or renewed; `leased` when another page holds it. In `doubt` each
   * is looked at first: what is no JSON is dropped as `storage`.
   */
  take(maxPairs: number, claim?: LeaseClaim, doubt?: boolean): Promise<QueuedPair[] | 'leased'>
  endLease(): Promise<void>
  /** `endOf`: by the place in the batch. `sent`: whose losses went with it, and which. */
  settle(
    pairs: readonly QueuedPair[],
    endOf: (index: number) => PairEnd,
    sent: Pick<Batch, 'client' | 'losses'>,
  ): Promise<void>
  /** Drops what is too old or too much, and learns what other pages did. */
  keepLimits(): Promise<void>
  discard(reason: DropReason): Promise<void>
  /** Entries that would be lost with the page, because the store is not on the device; in their writers' order. */
  volatile(): JournalEntry[]
  /** Moves what waits in memory to the device, when that takes it again; see `ResilientStore`. */
  tryDisk(): Promise<void>
}
