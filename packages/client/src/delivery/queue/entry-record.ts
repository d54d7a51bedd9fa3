import { isDropped } from '../../core/books/is-dropped.ts'
import type { JournalEntry } from '../../core/books/journal-entry.ts'
import type { Guard } from '../../core/guard/guard.ts'
import { isCount } from '../../core/guard/is-count.ts'
import { isExperiment } from '../../core/guard/is-experiment.ts'
import { isString } from '../../core/guard/is-string.ts'
import { listOf } from '../../core/guard/list-of.ts'
import { parseJson } from '../../core/guard/parse-json.ts'
import { shape } from '../../core/guard/shape.ts'

/** Guards an entry that was read from the device, because other scripts of the origin may have changed it. */
const isEntry: Guard<JournalEntry> = shape<JournalEntry>({
  writer: isString,
  seq: isCount,
  experiment: isExperiment,
  at: isCount,
  pairs: listOf(shape({ id: isString, json: isString })),
  unconfirmed: isCount,
  dropped: isDropped,
})

/** The key prefix of all entries. */
export const ENTRIES = 'entry/'
/** Returns the key prefix of one experiment's entries. */
export const entriesOf = (experiment: string): string => `${ENTRIES}${experiment}/`

const sortable = (value: number, width: number) => value.toString(36).padStart(width, '0')

/** Returns the key of an entry. Keys sort by experiment, then by time, then by writer and `seq`. */
export function entryKey({ experiment, at, writer, seq }: JournalEntry): string {
  return `${entriesOf(experiment)}${sortable(at, 9)}/${writer}/${sortable(seq, 7)}`
}

/** Returns `value` if it is an entry, and null otherwise. */
export const readEntry = (value: unknown): JournalEntry | null => (isEntry(value) ? value : null)

/** Parses an entry. Returns null if the text holds anything else. */
export const readEntryText = (text: string): JournalEntry | null => readEntry(parseJson(text))
