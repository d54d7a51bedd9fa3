import type { Platform } from '../platform/platform.ts'
import type { Journal } from './create-journal.ts'
import type { JournalEntry } from '../books/journal-entry.ts'

/** After a write, later pairs are collected for this long (or until an entry is full) before the next one. */
const COLLECT_MS = 500

interface SaverOptions {
  platform: Pick<Platform, 'monotonic' | 'setTimer'>
  journal: Journal
  /** Comes before the first write. Must not reject. */
  open: () => Promise<void>
  /** Writes closed entries. Must not reject. */
  write: (entries: readonly JournalEntry[]) => Promise<void>
  /** No write begins while it is false. */
  mayWrite: () => boolean
  /** Each change is written at once. */
  isHurried: () => boolean
}

/** Says when the journal is written, and never twice at once, so that entries reach the store in their order. */
export interface Saver {
  /** Something was finished: it is written at once, or soon, together with what follows. */
  changed(): void
  /** Writes what has been finished; resolves when that has been tried. */
  save(): Promise<void>
  /** Forgets what was to be written later. */
  stop: () => void
}

export function createSaver(options: SaverOptions): Saver {
  const { platform, journal, open, write, mayWrite, isHurried } = options
  let work: Promise<void> | undefined
  let cancelTimer: (() => void) | undefined
  let savedAt = Number.NEGATIVE_INFINITY

  const toWrite = () => (mayWrite() ? journal.closed() : [])
  const writeAll = async () => {
    await open()
    for (let entries = toWrite(); entries.length; entries = toWrite()) {
      await write(entries)
      savedAt = platform.monotonic()
    }
  }
  const stop = () => {
    cancelTimer?.()
    cancelTimer = undefined
  }
  const later = (delayMs: number) => {
    if (mayWrite()) cancelTimer ??= platform.setTimer(() => void save(), delayMs)
  }
  const save = async () => {
    stop()
    journal.cut()
    if (!journal.all().length) return
    await (work ??= writeAll().finally(() => {
      work = undefined
      if (journal.all().length) later(COLLECT_MS)
    }))
  }
  return {
    changed() {
      if (work) return
      const wait = savedAt + COLLECT_MS - platform.monotonic()
      if (isHurried() || wait <= 0 || journal.closed().length) void save()
      else later(wait)
    },
    save,
    stop,
  }
}
