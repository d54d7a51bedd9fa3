import { isDropped } from '../../core/books/is-dropped.ts'
import type { JournalEntry } from '../../core/books/journal-entry.ts'
import type { Guard } from '../../core/guard/guard.ts'
import { isCount } from '../../core/guard/is-count.ts'
import { isExperiment } from '../../core/guard/is-experiment.ts'
import { isString } from '../../core/guard/is-string.ts'
import { listOf } from '../../core/guard/list-of.ts'
import { parseJson } from '../../core/guard/parse-json.ts'
import { shape } from '../../core/guard/shape.ts'

/** An entry as it comes from the device. What a page can write, another script on it may have changed. */
const isEntry: Guard<JournalEntry> = shape<JournalEntry>({
  writer: isString,
  seq: isCount,
  experiment: isExperiment,
  at: isCount,
  pairs: listOf(shape({ id: isString, json: isString })),
  unconfirmed: isCount,
  dropped: isDropped,
})

/** Where all entries are, and those of one experiment. */
export const ENTRIES = 'entry/'
export const entriesOf = (experiment: string): string => `${ENTRIES}${experiment}/`

const sortable = (value: number, width: number) => value.toString(36).padStart(width, '0')

/** Sorts by experiment, then time, then order within its writer. */
export function entryKey({ experiment, at, writer, seq }: JournalEntry): string {
  return `${entriesOf(experiment)}${sortable(at, 9)}/${writer}/${sortable(seq, 7)}`
}

/** The entry in `value`, or null when it is none. */
export const readEntry = (value: unknown): JournalEntry | null => (isEntry(value) ? value : null)

/** The entry in a JSON text, or null when it holds anything else. */
export const readEntryText = (text: string): JournalEntry | null => readEntry(parseJson(text))
