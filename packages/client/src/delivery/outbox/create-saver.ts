import type { JournalEntry } from '../../core/books/journal-entry.ts'
import type { Platform } from '../../core/platform/platform.ts'
import { createAlarm } from '../flush/create-alarm.ts'
import type { Journal } from './create-journal.ts'
import type { Spills } from './create-spills.ts'
import type { PageState } from './page-state.ts'

/**
 * The most finished pairs that are neither on disk nor spilled. A killed browser loses at most this many, and only pairs
 * of the last second: two ticks and the time that the spill takes.
 */
const MAX_UNPROTECTED_PAIRS = 50
/** After a write, pairs are collected until the next tick, or until an entry is full. */
const TICK_MS = 450

interface SaverOptions {
  platform: Pick<Platform, 'monotonic' | 'setTimer'>
  journal: Journal
  /** Called before each write. Must not reject. */
  open: () => Promise<void>
  /** Writes closed entries. Must not reject. */
  write: (entries: readonly JournalEntry[]) => Promise<void>
  page: Pick<PageState, 'mayWrite' | 'isHidden'>
  spills: Pick<Spills, 'spill'>
  /** Returns the entries that are not on disk, oldest first. */
  unsavedEntries: () => readonly JournalEntry[]
}

/**
 * Decides when to write the journal. Only one write runs at a time, so that entries reach the store in order.
 *
 * Entries are spilled if they are not on disk in time, because the store is stalled or in memory. One timer drives writes
 * and spills: entries that one tick finds unwritten are spilled by the next.
 */
export interface Saver {
  /** Call it with the number of finished pairs, or with 0 after a loss. */
  changed(pairs: number): void
  /** Writes the journal. Resolves after the attempt. */
  save(): Promise<void>
  /** Call it when entries may have reached the disk. */
  saved(): void
  /** Spills as many entries as fit. */
  spill(): void
  /** Cancels scheduled writes and spills. */
  stop(): void
}

export function createSaver(options: SaverOptions): Saver {
  const { platform, journal, open, write, page, spills, unsavedEntries } = options
  let writing: Promise<void> | undefined
  let savedAt = Number.NEGATIVE_INFINITY
  /** Some pairs or losses are neither on disk nor spilled. */
  let isUnprotected = false
  let unprotectedPairs = 0
  /** The newest entry at the last tick. */
  let lastTickSeq = 0

  const stop = () => {
    alarm.stop()
    isUnprotected = false
    unprotectedPairs = 0
  }
  const spill = () => {
    stop()
    // Another page may read an entry as soon as it is spilled, so the entry must not grow after that.
    journal.closeEntry()
    spills.spill(unsavedEntries())
  }
  const alarm = createAlarm(platform, () => {
    const rest = unsavedEntries()
    // The timers of a hidden page are throttled, so it spills at the first tick.
    if (isUnprotected && (page.isHidden() || rest.some(({ seq }) => seq <= lastTickSeq))) spill()
    lastTickSeq = rest.at(-1)?.seq ?? 0
    void save()
    if (isUnprotected) schedule()
  })
  const schedule = () => {
    if (page.mayWrite()) alarm.set(TICK_MS)
  }
  const writable = () => (page.mayWrite() ? journal.closedEntries() : [])
  const writeAll = async () => {
    await open()
    for (let entries = writable(); entries.length; entries = writable()) {
      await write(entries)
      savedAt = platform.monotonic()
    }
  }
  const save = async () => {
    journal.closeEntry()
    if (!page.mayWrite() || !journal.allEntries().length) return
    await (writing ??= writeAll().finally(() => {
      writing = undefined
      if (journal.allEntries().length) schedule()
    }))
  }
  return {
    changed(pairs) {
      if (!page.mayWrite()) return spill()
      isUnprotected = true
      unprotectedPairs += pairs
      if (unprotectedPairs > MAX_UNPROTECTED_PAIRS) spill()
      schedule()
      const isDue =
        page.isHidden() || platform.monotonic() >= savedAt + TICK_MS || journal.closedEntries().length
      if (isDue && !writing) void save()
    },
    save,
    saved() {
      const rest = unsavedEntries()
      if (!rest.length) return stop()
      isUnprotected = true
      unprotectedPairs = Math.min(unprotectedPairs, rest.flatMap(entry => entry.pairs).length)
      schedule()
    },
    spill,
    stop,
  }
}
