import type { DropReason } from '../../core/books/drop-reason.ts'
import type { StoredPair } from '../../core/books/journal-entry.ts'
import type { OutboxCounts } from '../../core/books/outbox-counts.ts'
import type { CorePlatform, SyncStore } from '../../core/platform/platform.ts'
import type { Outbox } from '../outbox/outbox.ts'

/** All that was sampled, and what became of it; the rest is running. */
interface Counted {
  sampled: number
  dropped: OutboxCounts['dropped']
  held: StoredPair[]
}

/** Counts, and holds, for the outbox until that is loaded, after the first live answer. */
export interface Tally extends Pick<Outbox, 'sampled' | 'put' | 'drop' | 'counts'> {
  /** Once: the outbox is there and counts from now on. Returns what it has to be told of; see `handOver`. */
  attach(outbox: Outbox): Counted
  /**
   * Everything sampled on this page was dropped or is held: leaves that to the next page, or to the outbox. Of a person
   * who has said no (`isForbidden`) only counts are left.
   */
  exit(isForbidden?: boolean): void
}

/** A page that ends before its outbox is there leaves what it has under keys that begin so. */
export const tallyKeys = (name: string): string => `shadow-mode/v1/tally/${name}/`

/** Pages in a row that may leave something; where the background never loads, later ones leave nothing. */
const MAX_LEFT = 100

/** Records held until the outbox is there; later ones are dropped as `full`. */
const MAX_HELD = 500

export function createTally(
  name: string,
  platform: Pick<CorePlatform, 'now' | 'random'>,
  store: SyncStore | undefined,
): Tally {
  let outbox: Outbox | undefined
  let sampled = 0
  let dropped: OutboxCounts['dropped'] = {}
  let held: StoredPair[] = []
  /** What `exit` left in the store, for this page's outbox or the next page's. */
  let left: OutboxCounts | undefined
  const counts = (): OutboxCounts => ({
    sampled,
    delivered: 0,
    queued: held.length,
    unconfirmed: 0,
    dropped: { ...dropped },
  })
  const drop = (reason: DropReason) => {
    if (outbox) outbox.drop(reason)
    else dropped[reason] = (dropped[reason] ?? 0) + 1
  }
  return {
    sampled() {
      left = undefined
      if (outbox) outbox.sampled()
      else sampled += 1
    },
    put(record) {
      if (outbox) outbox.put(record)
      else if (held.length < MAX_HELD) held.push(record)
      else drop('full')
    },
    drop,
    // Those that were left come back with the outbox.
    counts: () => outbox?.counts() ?? left ?? counts(),
    attach(ready) {
      outbox = ready
      return { sampled, dropped, held }
    },
    exit(isForbidden) {
      if (outbox) return outbox.exit()
      if (isForbidden) for (; held.length; held.pop()) drop('privacy')
      if (sampled === 0 || !store) return
      try {
        if (store.keys().filter(key => key.startsWith(tallyKeys(name))).length >= MAX_LEFT) return
        store.set(tallyKeys(name) + platform.now() + platform.random(), JSON.stringify({ ...dropped, held }))
        left = counts()
        sampled = 0
        dropped = {}
        held = []
      } catch {
        // Full or forbidden: it stays here, in case the page comes back.
      }
    },
  }
}
