import { storageError } from '../errors/storage-error.ts'
import type { SyncStore } from '../platform/platform.ts'
import type { JournalEntry } from './journal-entry.ts'

/** What one page leaves in the synchronous store, for itself or the next page. */
export interface Spill {
  /** Writes these entries in place of those written before; false when that is impossible. */
  write: (entries: readonly JournalEntry[]) => boolean
  /** Takes them back: they are on disk. */
  remove: () => void
}

export function createSpill(
  store: SyncStore | undefined,
  key: string,
  onProblem: (error: Error) => void,
): Spill {
  let isWritten = false
  return {
    write(entries) {
      try {
        store?.set(key, JSON.stringify(entries))
        return (isWritten = !!store)
      } catch {
        // Full or forbidden: the caller counts what becomes of the entries.
        return false
      }
    },
    remove() {
      if (!isWritten) return
      try {
        store?.remove(key)
        isWritten = false
      } catch (cause) {
        // Harmless: whoever reads it finds that its entries are counted.
        onProblem(storageError('A spill could not be removed', cause))
      }
    },
  }
}
