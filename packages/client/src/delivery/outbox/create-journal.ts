import { addDropped, emptyAccount, entryLength } from '../../core/books/account.ts'
import type { DropReason } from '../../core/books/drop-reason.ts'
import type { JournalEntry, StoredPair } from '../../core/books/journal-entry.ts'

/** Pairs in one entry. One of 25 costs hardly more than one of 50. */
const MAX_ENTRY_PAIRS: number = 25

/** The most that is held while the store is not there: pairs, and UTF-16 units of JSON. Newer pairs are lost. */
const MAX_UNSAVED_PAIRS = 2_000
const MAX_UNSAVED_LENGTH = 4_000_000

/** Finished pairs and losses that are not on the device's disk yet, oldest first. */
export interface Journal {
  /** False when the memory is full. */
  add(pair: StoredPair): boolean
  drop(reason: DropReason): void
  /** A closed entry of these losses, which is not kept here: they are in the books already. */
  entryOf(losses: Pick<JournalEntry, 'unconfirmed' | 'dropped'>): JournalEntry
  /** Closes the entry that is being filled. */
  cut: () => void
  /** Those that do not change any more. */
  closed(): JournalEntry[]
  all(): JournalEntry[]
  /** The entries up to `seq` are on disk; `isWaiting`: something there has not been delivered. */
  saved(seq: number, isWaiting: boolean): void
  /** The newest pairs on disk: they leave with a closing page all the same, since nobody may come back. */
  tail(): readonly StoredPair[]
}

export function createJournal(writer: string, experiment: string, now: () => number): Journal {
  let entries: JournalEntry[] = []
  let filling: JournalEntry | undefined
  let tail: StoredPair[] = []
  let seq = 0
  let held = 0
  let length = 0

  const entryOf = ({
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
    if (!filling) {
      filling = entryOf(emptyAccount())
      entries.push(filling)
    }
    return filling
  }
  const cut = () => {
    filling = undefined
  }
  return {
    add(pair) {
      if (held >= MAX_UNSAVED_PAIRS || length + pair.json.length > MAX_UNSAVED_LENGTH) return false
      held++
      length += pair.json.length
      if (current().pairs.push(pair) >= MAX_ENTRY_PAIRS) cut()
      return true
    },
    drop(reason) {
      addDropped(current(), reason, 1)
    },
    entryOf,
    cut,
    closed: () => entries.filter(entry => entry !== filling),
    all: () => entries,
    saved(upTo, isWaiting) {
      entries = entries.filter(entry => {
        if (entry.seq > upTo) return true
        held -= entry.pairs.length
        length -= entryLength(entry)
        tail.push(...entry.pairs)
        return false
      })
      tail = isWaiting ? tail.slice(-2 * MAX_ENTRY_PAIRS) : []
    },
    tail: () => tail,
  }
}
