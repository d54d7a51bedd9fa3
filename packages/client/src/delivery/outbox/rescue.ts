import { type Account, addAccount, addDropped, emptyAccount, entryAccount } from '../../core/books/account.ts'
import type { JournalEntry, StoredPair } from '../../core/books/journal-entry.ts'
import { utf8Length } from '../queue/utf8-length.ts'
import type { Spills } from './create-spills.ts'

/** What it may hand over when the page closes, in bytes: the platform allows 65,536 to all requests together. */
const MAX_EXIT_BYTES = 60_000
/** Left of it for the batch's own fields. */
const HEAD_BYTES = 1_000

/**
 * The last act of a page, synchronous: spills the entries that are not on disk (oldest first) and sends their pairs,
 * then those of `tail`, which is on disk already. Spilled pairs stay queued whether the request arrives or not; only
 * those that could not be spilled are counted by what became of it: `unconfirmed`, or dropped as `storage`.
 * Returns what to add to the books until the page comes back; `undefined` when the spill holds everything.
 */
export function rescue(
  entries: readonly JournalEntry[],
  tail: readonly StoredPair[],
  keep: Spills['keep'],
  send: (pairs: readonly StoredPair[]) => boolean,
): Account | undefined {
  const kept = keep(entries)
  const unkept = entries.slice(kept.length)
  let bytes = HEAD_BYTES
  const fits = ({ json }: StoredPair) => {
    const size = utf8Length(json) + 1
    if (bytes + size > MAX_EXIT_BYTES) return false
    bytes += size
    return true
  }
  const pairs = [...unkept, ...kept].flatMap(entry => entry.pairs)
  const fitting = [...pairs, ...tail].filter(fits)
  // Refused when other requests of the page have taken the room: fewer may fit.
  while (fitting.length && !send(fitting)) fitting.length >>= 1
  const sent = new Set(fitting)
  if (!unkept.length) return undefined

  const counted = (entry: JournalEntry): JournalEntry => {
    const lost = entry.pairs.filter(pair => !sent.has(pair)).length
    const unconfirmed = entry.unconfirmed + entry.pairs.length - lost
    // It may count losses of others already: a page without a store hands on what it took over.
    const left = { ...entry, pairs: [], unconfirmed, dropped: { ...entry.dropped } }
    addDropped(left, 'storage', lost)
    return left
  }
  // The counters are small: they may fit where the pairs did not. If not, the newest spilled pairs make room for them, for
  // nothing may be lost uncounted; and where no pair of ours stands, they end with the page.
  let given = kept.length
  while (keep(entries.slice(given).map(counted)).length < entries.length - given && given > 0) given--
  const change = emptyAccount()
  for (const entry of entries.slice(given)) {
    addAccount(change, entryAccount(entry), -1)
    addAccount(change, entryAccount(counted(entry)))
  }
  return change
}
