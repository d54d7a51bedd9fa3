import type { JournalEntry } from '../../core/books/journal-entry.ts'
import { storageError } from '../../core/errors/storage-error.ts'
import type { SyncStore } from '../../core/platform/platform.ts'
import { readEntryText } from '../queue/entry-record.ts'

/** What one outbox may leave in the synchronous store, in UTF-16 units (counters excepted). */
const MAX_SPILLED_LENGTH = 262_144

interface SpillsOptions {
  store: SyncStore | undefined
  /** Begins the names of all spills of the queue; see `StoreNames`. */
  prefix: string
  writer: string
  onProblem: (error: Error) => void
}

/** An entry that another page has left. */
interface Spilled {
  name: string
  entry: JournalEntry
}

/**
 * The entries that pages keep in the synchronous store, each under a name of its own and for ever the same (it may only
 * shrink). So no page can remove what another has just written, though the store knows no transactions and a process sees
 * the writes of another late. Removed by whoever has stored, delivered or dropped an entry.
 */
export interface Spills {
  /** Sees to it that these stand there, in their order and as far as they fit; returns those that do. */
  keep: (entries: readonly JournalEntry[]) => readonly JournalEntry[]
  /** Removes what this page kept or adopted, but for these. */
  retain(entries: () => readonly JournalEntry[]): void
  /** Of other pages; of one experiment or of all. Each writer's come in their order. Throws what the store throws. */
  left(experiment?: string): Spilled[]
  /** From now on this page looks after it. Until `release` it stands as it is. */
  adopt(name: string): void
  /** What was adopted is told, or handed on: it counts no more than what this page kept. */
  release: () => void
  remove(name: string): void
}

export function createSpills({ store, prefix, writer, onProblem }: SpillsOptions): Spills {
  const kept = new Set<string>()
  const adopted = new Set<string>()
  // A page writes fewer than 36^5 entries.
  const nameOf = ({ experiment, writer: by, seq }: JournalEntry) =>
    `${prefix}${experiment}/${by}/${seq.toString(36).padStart(5, '0')}`
  const keep = (entry: JournalEntry, text: string) => {
    const name = nameOf(entry)
    try {
      // The app may have emptied the store since.
      if (store && !adopted.has(name) && store.get(name)?.length !== text.length) store.set(name, text)
      kept.add(name)
      return !!store
    } catch {
      // Full or forbidden: the caller counts what becomes of the entry.
      return false
    }
  }
  const remove = (name: string) => {
    try {
      store?.remove(name)
      kept.delete(name)
    } catch (cause) {
      // Harmless: whoever reads it finds that it is counted.
      onProblem(storageError('A spill could not be removed', cause))
    }
  }
  return {
    keep(entries) {
      let length = 0
      const unkept = entries.findIndex(entry => {
        const text = JSON.stringify(entry)
        // Those of others stand there already.
        if (entry.writer === writer && entry.pairs.length) length += text.length
        // Later ones may not stand there without it: a writer's highest number tells of all before.
        return length > MAX_SPILLED_LENGTH || !keep(entry, text)
      })
      return unkept < 0 ? entries : entries.slice(0, unkept)
    },
    retain(entries) {
      if (!kept.size) return
      const names = new Set(entries().map(nameOf))
      for (const name of kept) if (!names.has(name) && !adopted.has(name)) remove(name)
    },
    left(experiment) {
      const beginning = experiment ? `${prefix}${experiment}/` : prefix
      const found: Spilled[] = []
      for (const name of store?.keys().sort() ?? []) {
        const text = name.startsWith(beginning) && !kept.has(name) && store?.get(name)
        if (!text) continue
        const entry = readEntryText(text)
        if (entry) found.push({ name, entry })
        else {
          onProblem(storageError(`Not a spill: ${name}`))
          remove(name)
        }
      }
      return found
    },
    adopt(name) {
      kept.add(name)
      adopted.add(name)
    },
    release: () => adopted.clear(),
    remove,
  }
}
