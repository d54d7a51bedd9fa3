import { type Account, addAccount, addDropped, emptyAccount, entryAccount } from '../../core/books/account.ts'
import type { JournalEntry, StoredPair } from '../../core/books/journal-entry.ts'
import { utf8Length } from '../queue/utf8-length.ts'
import type { Spills } from './create-spills.ts'

/** Maximum size of the request at exit. Browsers allow 65,536 bytes for all such requests together. */
const MAX_EXIT_BYTES = 60_000
/** Reserved for the batch's own fields. */
const HEAD_BYTES = 1_000

/**
 * Saves what it can when the page closes. Spills `entries`, which are not on disk, oldest first. Sends as many pairs as fit
 * into one request: first those that were not spilled, then the spilled ones, then `tail`, which is already in the store.
 *
 * Spilled pairs stay queued, because nobody knows whether the request arrives. Pairs that could not be spilled are
 * counted as `unconfirmed` if they were sent, and otherwise dropped as `storage`.
 *
 * Returns the correction of the books until the page is used again, or `undefined` if everything is spilled.
 */
export function rescue(
  entries: readonly JournalEntry[],
  tail: readonly StoredPair[],
  spill: Spills['spill'],
  send: (pairs: readonly StoredPair[]) => boolean,
): Account | undefined {
  const spilled = spill(entries)
  const unspilled = entries.slice(spilled.length)
  let bytes = HEAD_BYTES
  const fits = ({ json }: StoredPair) => {
    const size = utf8Length(json) + 1
    if (bytes + size > MAX_EXIT_BYTES) return false
    bytes += size
    return true
  }
  const pairs = [...unspilled, ...spilled].flatMap(entry => entry.pairs)
  const fitting = [...pairs, ...tail].filter(fits)
  // The browser refuses the request if other requests have used up the limit. A smaller one may fit.
  while (fitting.length && !send(fitting)) fitting.length >>= 1
  const sent = new Set(fitting)
  if (!unspilled.length) return undefined

  const withoutPairs = (entry: JournalEntry): JournalEntry => {
    const lost = entry.pairs.filter(pair => !sent.has(pair)).length
    const unconfirmed = entry.unconfirmed + entry.pairs.length - lost
    // The entry may already have losses: a page without a disk store spills entries that it has recovered.
    const rest = { ...entry, pairs: [], unconfirmed, dropped: { ...entry.dropped } }
    addDropped(rest, 'storage', lost)
    return rest
  }
  // Counters are small and may fit where the pairs did not. If they do not fit, the newest spilled pairs make room for
  // them, because every loss must be counted. If this page has spilled no pairs, the counters are lost with the page.
  let intact = spilled.length
  while (spill(entries.slice(intact).map(withoutPairs)).length < entries.length - intact && intact > 0)
    intact--
  const correction = emptyAccount()
  for (const entry of entries.slice(intact)) {
    addAccount(correction, entryAccount(entry), -1)
    addAccount(correction, entryAccount(withoutPairs(entry)))
  }
  return correction
}
