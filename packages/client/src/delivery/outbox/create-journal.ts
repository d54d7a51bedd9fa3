import { addDropped, emptyAccount, entryLength } from '../../core/books/account.ts'
import type { DropReason } from '../../core/books/drop-reason.ts'
import type { JournalEntry, StoredPair } from '../../core/books/journal-entry.ts'

/** Maximum number of pairs in one entry. 50 pairs cost hardly more to write as two entries than as one. */
const MAX_ENTRY_PAIRS: number = 25

/** Maximum number of pairs in the journal, which grows while the store cannot be written. Newer pairs are dropped. */
const MAX_UNSAVED_PAIRS = 2_000
/** Maximum JSON length of the pairs in the journal, in UTF-16 units. */
const MAX_UNSAVED_LENGTH = 4_000_000

/** Finished pairs and losses that are not on disk yet, oldest first. */
export interface Journal {
  /** Returns false if the journal is full. */
  add(pair: StoredPair): boolean
  drop(reason: DropReason): void
  /** Creates an entry for losses that are already in the books. The journal does not keep the entry. */
  createEntry(losses: Pick<JournalEntry, 'unconfirmed' | 'dropped'>): JournalEntry
  /** Closes the open entry. Later pairs and losses go into a new entry. */
  closeEntry: () => void
  /** Returns the entries that no longer change. */
  closedEntries(): JournalEntry[]
  allEntries(): JournalEntry[]
  /**
   * Removes the entries up to `seq`, because they are in the store. `hasQueued`: some pairs there have not been
   * delivered.
   */
  saved(seq: number, hasQueued: boolean): void
  /**
   * Returns the newest 50 pairs that this page has written to the store, or none if nothing is queued. A closing page sends
   * them too, because the person may never come back.
   */
  tail(): readonly StoredPair[]
}

export function createJournal(writer: string, experiment: string, now: () => number): Journal {
  let entries: JournalEntry[] = []
  let openEntry: JournalEntry | undefined
  let tail: StoredPair[] = []
  let seq = 0
  let pairCount = 0
  let length = 0

  const createEntry = ({
    unconfirmed,
    dropped,
  }: Pick<JournalEntry, 'unconfirmed' | 'dropped'>): JournalEntry => ({
    writer,
    seq: ++seq,
    experiment,
    at: now(),
    pairs: [],
    unconfirmed,
    dropped,
  })
  const current = (): JournalEntry => {
    if (!openEntry) {
      openEntry = createEntry(emptyAccount())
      entries.push(openEntry)
    }
    return openEntry
  }
  const closeEntry = () => {
    openEntry = undefined
  }
  return {
    add(pair) {
      if (pairCount >= MAX_UNSAVED_PAIRS || length + pair.json.length > MAX_UNSAVED_LENGTH) return false
      pairCount++
      length += pair.json.length
      if (current().pairs.push(pair) >= MAX_ENTRY_PAIRS) closeEntry()
      return true
    },
    drop(reason) {
      addDropped(current(), reason, 1)
    },
    createEntry,
    closeEntry,
    closedEntries: () => entries.filter(entry => entry !== openEntry),
    allEntries: () => entries,
    saved(upTo, hasQueued) {
      entries = entries.filter(entry => {
        if (entry.seq > upTo) return true
        pairCount -= entry.pairs.length
        length -= entryLength(entry)
        tail.push(...entry.pairs)
        return false
      })
      tail = hasQueued ? tail.slice(-2 * MAX_ENTRY_PAIRS) : []
    },
    tail: () => tail,
  }
}
