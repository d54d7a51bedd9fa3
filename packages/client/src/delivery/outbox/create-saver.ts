import type { JournalEntry } from '../../core/books/journal-entry.ts'
import type { Platform } from '../../core/platform/platform.ts'
import { createAlarm } from '../flush/create-alarm.ts'
import type { Journal } from './create-journal.ts'
import type { Spills } from './create-spills.ts'
import type { PageState } from './page-state.ts'

/**
 * Maximum number of finished pairs that are neither on disk nor spilled. A killed browser loses at most these pairs.
 * They are at most about a second old: two ticks and the time of a spill. If spilling fails, it may lose more.
 */
const MAX_UNPROTECTED_PAIRS = 50
/** After a write, pairs are collected for this long, or until an entry is full. */
const TICK_MS = 450

interface SaverOptions {
  platform: Pick<Platform, 'monotonic' | 'setTimer'>
  journal: Journal
  /** Called before each write. */
  open: () => Promise<void>
  /** Writes closed entries. */
  write: (entries: readonly JournalEntry[]) => Promise<void>
  /**
   * If the page may not write, changes are spilled instead. If it is hidden, each change is written at once, and is
   * spilled at the next tick if it is not on disk by then.
   */
  page: Pick<PageState, 'mayWrite' | 'isHidden'>
  spills: Pick<Spills, 'spill'>
  /** Returns the entries that are not on disk, oldest first. */
  unsavedEntries: () => readonly JournalEntry[]
}

/**
 * Decides when to write the journal. Only one write runs at a time, so that entries reach the store in order.
 *
 * Entries that are not on disk in time are spilled, for example if the store is stalled or in memory. One timer drives
 * writes and spills: if a tick finds entries that were already unsaved at the previous tick, it spills.
 */
export interface Saver {
  /** Call it with the number of finished pairs, or with 0 after a loss. */
  changed(pairs: number): void
  /** Writes the journal. Resolves after the attempt. */
  save(): Promise<void>
  /** Call it when the store may have written entries. */
  saved(): void
  /** Spills as many unsaved entries as fit. */
  spill(): void
  /** Cancels scheduled writes and spills. */
  stop(): void
}

export function createSaver(options: SaverOptions): Saver {
  const { platform, journal, open, write, page, spills, unsavedEntries } = options
  let writing: Promise<void> | undefined
  let savedAt = Number.NEGATIVE_INFINITY
  /** True if some pairs or losses are neither on disk nor spilled. */
  let isUnprotected = false
  let unprotectedPairs = 0
  /** The `seq` of the newest entry that was unsaved at the last tick. */
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
