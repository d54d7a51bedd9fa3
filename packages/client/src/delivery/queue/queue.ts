import type { Batch } from '@shadow-mode/protocol'
import type { DropReason } from '../../core/books/drop-reason.ts'
import type { JournalEntry } from '../../core/books/journal-entry.ts'
import type { PageBooks } from './create-page-books.ts'
import type { PairResult } from './ledger.ts'
import type { QueuedPair } from './take-batch.ts'
import type { LeaseClaim } from './take-lease.ts'

/** The queued pairs of a store and their ledger. Each method that returns a promise runs one transaction, in order. */
export interface Queue extends Pick<PageBooks, 'ledger' | 'account' | 'newLosses' | 'rebase'> {
  /** Reads the ledger, deletes outdated records and enforces the limits. Must be called once, before all other methods. */
  open(): Promise<void>
  append(entries: readonly JournalEntry[]): Promise<void>
  /**
   * Returns the oldest pairs, which stay queued. With a `claim`, first takes or renews the lease, and resolves with
   * `leased` if another page holds it. With `checkJson`, pairs that are not valid JSON are dropped as `storage`.
   */
  take(maxPairs: number, claim?: LeaseClaim, checkJson?: boolean): Promise<QueuedPair[] | 'leased'>
  endLease(): Promise<void>
  /**
   * Removes the pairs of a batch and counts their results. `resultOf` takes the index in the batch. `sent`: what the
   * batch said.
   */
  settle(
    pairs: readonly QueuedPair[],
    resultOf: (index: number) => PairResult,
    sent: Pick<Batch, 'client' | 'losses'>,
  ): Promise<void>
  /** Drops pairs that are too old or exceed the limits. Also updates the ledger with what other pages have changed. */
  enforceLimits(): Promise<void>
  discard(reason: DropReason): Promise<void>
  /** Returns the entries that would be lost with the page, because the store is in memory. In `seq` order. */
  volatileEntries(): JournalEntry[]
  /** After a fallback to memory, moves queued pairs to the disk if that works again. See `ResilientStore`. */
  tryDisk(): Promise<void>
}
