import type { StoredPair } from '../../core/books/journal-entry.ts'
import { parseJson } from '../../core/guard/parse-json.ts'
import { type Change, dropVanished, removePairs } from './change.ts'
import { ENTRIES, readEntry } from './entry-record.ts'
import { utf8Length } from './utf8-length.ts'

export const MAX_BATCH_PAIRS: number = 50
/** Maximum JSON length of a batch's pairs in bytes. A longer pair is sent in a batch of its own. */
export const MAX_BATCH_BYTES: number = 512 * 1024

/** The number of entries per read, after the first. Pairs that finish slowly leave many entries with one pair each. */
const READ_AHEAD = 10

/** A pair and the key of the entry that contains it. */
export interface QueuedPair extends StoredPair {
  key: string
  experiment: string
}

/**
 * Reads the oldest pairs, one experiment after the other, and leaves them in the queue. Deletes corrupt entries. With
 * `checkJson`, also drops pairs that are not valid JSON, because the collector would refuse every batch with such a pair.
 * Parsing takes time, so it is optional.
 */
export async function takeBatch(
  change: Change,
  maxPairs: number,
  checkJson?: boolean,
): Promise<QueuedPair[]> {
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
      for (const pair of removePairs(change, key, entry, ({ json }) =>
        checkJson && !parseJson(json) ? 'storage' : undefined,
      )) {
        bytes += utf8Length(pair.json) + 1
        if (taken.length && bytes > MAX_BATCH_BYTES) return taken
        taken.push({ ...pair, key, experiment: entry.experiment })
        if (taken.length >= maxPairs) return taken
      }
    }
    if (found.length < count) break
  }
  if (!taken.length) dropVanished(change)
  return taken
}
