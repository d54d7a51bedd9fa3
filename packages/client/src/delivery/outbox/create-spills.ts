import type { JournalEntry } from '../../core/books/journal-entry.ts'
import { storageError } from '../../core/errors/storage-error.ts'
import type { SyncStore } from '../../core/platform/platform.ts'
import { toJson } from '../../core/values/to-json.ts'
import { readEntryText } from '../queue/entry-record.ts'

/** Maximum JSON length of the entries that one outbox spills, in UTF-16 units. Entries without pairs do not count. */
const MAX_SPILLED_LENGTH = 262_144

interface SpillsOptions {
  store: SyncStore | undefined
  /** The key prefix of the queue's spills. See `StoreNames`. */
  prefix: string
  writer: string
  onProblem: (error: Error) => void
}

/** An entry that another page has spilled. */
interface Spilled {
  name: string
  entry: JournalEntry
}

/**
 * Journal entries in the synchronous store. The page that has stored, delivered or dropped an entry removes its spill.
 *
 * The store has no transactions, and a process may see the writes of another one late. Each entry has a key of its own, so
 * removing one never touches another. A spilled entry is never extended, so a stale copy holds nothing less.
 */
export interface Spills {
  /** Spills the entries in order, until one does not fit or cannot be written. Returns the spilled entries. */
  spill: (entries: readonly JournalEntry[]) => readonly JournalEntry[]
  /** Removes this page's spills except those of `entries` and the adopted ones. */
  removeAllExcept(entries: () => readonly JournalEntry[]): void
  /**
   * Lists the spills of other pages, for one experiment or for all, the entries of one writer in `seq` order. Removes
   * corrupt spills. Throws if the store fails.
   */
  list(experiment?: string): Spilled[]
  /** Marks another page's spill as adopted by this page, which then neither changes nor removes it until `ownAdopted`. */
  adopt(name: string): void
  /** Makes the adopted spills this page's own. Call it when their losses have been reported or are spilled again. */
  ownAdopted: () => void
  remove(name: string): void
}

export function createSpills({ store, prefix, writer, onProblem }: SpillsOptions): Spills {
  /** The names of this page's spills and of the adopted ones. */
  const own = new Set<string>()
  const adopted = new Set<string>()
  // The padding makes keys sort by `seq`. A page writes fewer than 36^5 entries.
  const nameOf = ({ experiment, writer: by, seq }: JournalEntry) =>
    `${prefix}${experiment}/${by}/${seq.toString(36).padStart(5, '0')}`
  const save = (entry: JournalEntry, text: string) => {
    const name = nameOf(entry)
    try {
      // Check the store, because the app may have cleared it.
      if (store && !adopted.has(name) && store.get(name)?.length !== text.length) store.set(name, text)
      own.add(name)
      return !!store
    } catch {
      // The store is full or blocked. The entry stays in memory.
      return false
    }
  }
  const remove = (name: string) => {
    try {
      store?.remove(name)
      own.delete(name)
    } catch (cause) {
      // The spill does no harm, because the queue skips entries that it has counted.
      onProblem(storageError('Saved pairs could not be removed', cause))
    }
  }
  return {
    spill(entries) {
      let length = 0
      const unspilled = entries.findIndex(entry => {
        const text = toJson(entry)
        // Entries of other writers are already in the store.
        if (entry.writer === writer && entry.pairs.length) length += text.length
        // Stop at the first failure. The ledger stores only the highest `seq`, so a gap would count as written.
        return length > MAX_SPILLED_LENGTH || !save(entry, text)
      })
      return unspilled < 0 ? entries : entries.slice(0, unspilled)
    },
    removeAllExcept(entries) {
      if (!own.size) return
      const names = new Set(entries().map(nameOf))
      for (const name of own) if (!names.has(name) && !adopted.has(name)) remove(name)
    },
    list(experiment) {
      const start = experiment ? `${prefix}${experiment}/` : prefix
      const found: Spilled[] = []
      for (const name of store?.keys().sort() ?? []) {
        const text = name.startsWith(start) && !own.has(name) && store?.get(name)
        if (!text) continue
        const entry = readEntryText(text)
        if (entry) found.push({ name, entry })
        else {
          onProblem(storageError(`Saved pairs are corrupt: ${name}`))
          remove(name)
        }
      }
      return found
    },
    adopt(name) {
      own.add(name)
      adopted.add(name)
    },
    ownAdopted: () => adopted.clear(),
    remove,
  }
}
