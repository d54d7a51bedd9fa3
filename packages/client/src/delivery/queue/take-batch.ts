import type { StoredPair } from '../../core/books/journal-entry.ts'
import { parseJson } from '../../core/guard/parse-json.ts'
import { bookVanished, type Change, takeOut } from './change.ts'
import { ENTRIES, readEntry } from './entry-record.ts'
import { utf8Length } from './utf8-length.ts'

/** The most in one batch. A single pair that is longer goes alone. */
export const MAX_BATCH_PAIRS: number = 50
export const MAX_BATCH_BYTES: number = 512 * 1024

/** Entries read at once after the first: entries that came one by one hold one pair each. */
const READ_AHEAD = 10

/** A pair, and the record it waits in. */
export interface QueuedPair extends StoredPair {
  key: string
  experiment: string
}

/**
 * The oldest pairs, experiment by experiment, which stay in the queue. Records that hold no entry go, and in `doubt`
 * (parsing costs time) pairs that hold no JSON: the collector would refuse, or not understand, each batch with one.
 */
export async function takeBatch(change: Change, maxPairs: number, doubt?: boolean): Promise<QueuedPair[]> {
  const { records } = change
  const taken: QueuedPair[] = []
  let bytes = 0
  let after = ENTRIES
  for (let count = 1; ; count = READ_AHEAD) {
    const found = await records.first(ENTRIES, count, after)
    for (const [key, value] of found) {
      after = key
      const entry = readEntry(value)
      if (!entry) {
        records.delete(key)
        continue
      }
      for (const pair of takeOut(change, key, entry, ({ json }) =>
        doubt && !parseJson(json) ? 'storage' : undefined,
      )) {
        bytes += utf8Length(pair.json) + 1
        if (taken.length && bytes > MAX_BATCH_BYTES) return taken
        taken.push({ ...pair, key, experiment: entry.experiment })
        if (taken.length >= maxPairs) return taken
      }
    }
    if (found.length < count) break
  }
  if (!taken.length) bookVanished(change)
  return taken
}
