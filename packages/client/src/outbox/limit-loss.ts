import type { Platform } from '../platform/platform.ts'
import type { Spills } from './create-spills.ts'
import type { JournalEntry } from '../books/journal-entry.ts'

/** What a killed browser may lose: this many finished pairs, and those of a second at most (with the time to spill). */
const MAX_LOOSE_PAIRS = 50
const MAX_LOOSE_MS = 900

interface LossLimitOptions {
  platform: Pick<Platform, 'setTimer'>
  /** Closes the entry that is being filled. */
  cut: () => void
  /** What is not on disk, oldest first. */
  unsaved: () => readonly JournalEntry[]
  keep: Spills['keep']
}

/** Keeps a stalled store, or one in memory, from holding more than a kill may cost: in time it spills. */
export interface LossLimit {
  /** So many pairs have been finished, or a loss has been counted. */
  grown(pairs: number): void
  /** Some of it may be on disk now. */
  saved(): void
  /** Spills as much as fits. */
  spill(): void
  /** Forgets what was to be spilled. */
  stop(): void
}

export function limitLoss({ platform, cut, unsaved, keep }: LossLimitOptions): LossLimit {
  /** Finished pairs that are neither on disk nor spilled. */
  let loose = 0
  let cancel: (() => void) | undefined
  const stop = () => {
    cancel?.()
    cancel = undefined
    loose = 0
  }
  const spill = () => {
    stop()
    // Another page may take what is spilled: no entry may grow after that.
    cut()
    keep(unsaved())
  }
  const grown = (pairs: number) => {
    loose += pairs
    if (loose > MAX_LOOSE_PAIRS) spill()
    else cancel ??= platform.setTimer(spill, MAX_LOOSE_MS)
  }
  return {
    grown,
    saved() {
      const rest = unsaved()
      loose = Math.min(loose, rest.flatMap(entry => entry.pairs).length)
      if (rest.length) grown(0)
      else stop()
    },
    spill,
    stop,
  }
}
