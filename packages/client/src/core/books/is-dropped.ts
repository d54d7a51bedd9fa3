import type { Guard } from '../guard/guard.ts'
import { isCount } from '../guard/is-count.ts'
import { recordOf } from '../guard/record-of.ts'
import type { JournalEntry } from './journal-entry.ts'

/** The collector refuses each batch that tells of a longer reason: all that waits would be dropped as rejected. */
const MAX_REASON_LENGTH = 64

const areCounts = recordOf(isCount)

/** Losses by reason. An older page may find reasons of a newer SDK, but none that each object has by itself. */
export const isDropped: Guard<JournalEntry['dropped']> = (value): value is JournalEntry['dropped'] =>
  areCounts(value) &&
  Object.keys(value).every(reason => reason.length <= MAX_REASON_LENGTH && !(reason in {}))
