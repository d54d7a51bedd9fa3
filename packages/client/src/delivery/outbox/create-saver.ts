import type { JournalEntry } from '../../core/books/journal-entry.ts'
import type { Platform } from '../../core/platform/platform.ts'
import { createAlarm } from '../flush/create-alarm.ts'
import type { Journal } from './create-journal.ts'
import type { Spills } from './create-spills.ts'

/** What a killed browser may lose: this many finished pairs, and those of a second at most: two ticks, and the spilling. */
const MAX_LOOSE_PAIRS = 50
/** After a write, later pairs are collected until the next tick, or until an entry is full. */
const TICK_MS = 450

interface SaverOptions {
  platform: Pick<Platform, 'monotonic' | 'setTimer'>
  journal: Journal
  /** Comes before the first write. Must not reject. */
  open: () => Promise<void>
  /** Writes closed entries. Must not reject. */
  write: (entries: readonly JournalEntry[]) => Promise<void>
  /** No write begins while it is false: what comes is spilled. */
  mayWrite: () => boolean
  /** Each change is written at once, and spilled at the next tick. */
  writeThrough: () => boolean
  /** What is not on disk, oldest first. */
  unsaved: () => readonly JournalEntry[]
  keep: Spills['keep']
}

/**
 * Says when the journal is written, and never twice at once, so that entries reach the store in their order. What a
 * stalled store, or one in memory, has not taken in time is spilled. One timer for both: it runs while there is something
 * to do, and what one tick found is spilled by the next.
 */
export interface Saver {
  /** So many pairs have been finished, or a loss has been counted. */
  changed(pairs: number): void
  /** Writes what has been finished; resolves when that has been tried. */
  save(): Promise<void>
  /** Some of it may be on disk now. */
  saved(): void
  /** Spills as much as fits. */
  spill(): void
  /** Forgets what was to be written or spilled later. */
  stop(): void
}

export function createSaver(options: SaverOptions): Saver {
  const { platform, journal, open, write, mayWrite, writeThrough, unsaved, keep } = options
  let work: Promise<void> | undefined
  let savedAt = Number.NEGATIVE_INFINITY
  /** Something is neither on disk nor spilled, and so many finished pairs. */
  let isLoose = false
  let loose = 0
  /** The newest entry at the last tick. */
  let ticked = 0

  const stop = () => {
    alarm.stop()
    isLoose = false
    loose = 0
  }
  const spill = () => {
    stop()
    // Another page may take what is spilled: no entry may grow after that.
    journal.cut()
    keep(unsaved())
  }
  const alarm = createAlarm(platform, () => {
    const rest = unsaved()
    // Timers of a hidden page, which is hurried, come late.
    if (isLoose && (writeThrough() || rest.some(({ seq }) => seq <= ticked))) spill()
    ticked = rest.at(-1)?.seq ?? 0
    void save()
    if (isLoose) later()
  })
  const later = () => {
    if (mayWrite()) alarm.set(TICK_MS)
  }
  const toWrite = () => (mayWrite() ? journal.closed() : [])
  const writeAll = async () => {
    await open()
    for (let entries = toWrite(); entries.length; entries = toWrite()) {
      await write(entries)
      savedAt = platform.monotonic()
    }
  }
  const save = async () => {
    journal.cut()
    if (!mayWrite() || !journal.all().length) return
    await (work ??= writeAll().finally(() => {
      work = undefined
      if (journal.all().length) later()
    }))
  }
  return {
    changed(pairs) {
      if (!mayWrite()) return spill()
      isLoose = true
      loose += pairs
      if (loose > MAX_LOOSE_PAIRS) spill()
      later()
      const isDue = writeThrough() || platform.monotonic() >= savedAt + TICK_MS || journal.closed().length
      if (isDue && !work) void save()
    },
    save,
    saved() {
      const rest = unsaved()
      if (!rest.length) return stop()
      isLoose = true
      loose = Math.min(loose, rest.flatMap(entry => entry.pairs).length)
      later()
    },
    spill,
    stop,
  }
}
