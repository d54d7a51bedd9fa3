import type { Guard } from '../guard/guard.ts'
import { isCount } from '../guard/is-count.ts'
import { recordOf } from '../guard/record-of.ts'
import type { JournalEntry } from './journal-entry.ts'

/** The collector refuses a whole batch that contains a longer reason. */
const MAX_REASON_LENGTH = 64

const areCounts = recordOf(isCount)

/**
 * Guards counts by drop reason. Accepts unknown reasons, which a newer SDK may have written, but not names of inherited
 * properties.
 */
export const isDropped: Guard<JournalEntry['dropped']> = (value): value is JournalEntry['dropped'] =>
  areCounts(value) &&
  Object.keys(value).every(reason => reason.length <= MAX_REASON_LENGTH && !(reason in {}))
