import type { DropReason } from '../../core/books/drop-reason.ts'
import type { StoredPair } from '../../core/books/journal-entry.ts'
import type { OutboxCounts } from '../../core/books/outbox-counts.ts'
import type { CorePlatform, SyncStore } from '../../core/platform/platform.ts'
import type { Outbox } from '../outbox/outbox.ts'

/** The content of a tally. Only outcomes are held. Predictions that are not dropped are running. */
interface Counted {
  sampled: number
  dropped: OutboxCounts['dropped']
  held: StoredPair[]
}

/** Counts predictions, or counts and holds outcomes, until their outbox has loaded. Then it passes everything on. */
export interface Tally extends Pick<Outbox, 'sampled' | 'put' | 'drop' | 'counts'> {
  /** Passes everything to `outbox` from now on. Returns what the outbox must still count. See `handOver`. */
  attach(outbox: Outbox): Counted
  /**
   * Saves the tally for the next page, or calls the outbox's `exit` if it has loaded. All runs must have ended. If the
   * person does not consent (`isForbidden`), drops the held records as `privacy` first.
   */
  exit(isForbidden?: boolean): void
}

/** Returns the key prefix of the saved tallies of one name. */
export const tallyPrefix = (name: string): string => `shadow-mode/v1/tally/${name}/`

/** Maximum number of saved tallies per name. Reached only if the background code never loads. */
const MAX_SAVED = 100

/** Maximum number of held records. Later ones are dropped as `full`. */
const MAX_HELD = 500

/** Creates a tally. `name` is the experiment, or `outcomesName` of it. */
export function createTally(
  name: string,
  platform: Pick<CorePlatform, 'now' | 'random'>,
  store: SyncStore | undefined,
): Tally {
  let outbox: Outbox | undefined
  let sampled = 0
  let dropped: OutboxCounts['dropped'] = {}
  let held: StoredPair[] = []
  /** The counts that `exit` has saved. The outbox of this page or of the next one recovers them. */
  let saved: OutboxCounts | undefined
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
      saved = undefined
      if (outbox) outbox.sampled()
      else sampled += 1
    },
    put(record) {
      if (outbox) outbox.put(record)
      else if (held.length < MAX_HELD) held.push(record)
      else drop('full')
    },
    drop,
    counts: () => outbox?.counts() ?? saved ?? counts(),
    attach(ready) {
      outbox = ready
      return { sampled, dropped, held }
    },
    exit(isForbidden) {
      if (outbox) return outbox.exit()
      if (isForbidden) for (; held.length; held.pop()) drop('privacy')
      if (sampled === 0 || !store) return
      try {
        if (store.keys().filter(key => key.startsWith(tallyPrefix(name))).length >= MAX_SAVED) return
        store.set(
          tallyPrefix(name) + platform.now() + platform.random(),
          // Not an array, because old libraries add a `toJSON` to arrays.
          // oxlint-disable-next-line typescript/no-misused-spread -- an object with the indices as names
          JSON.stringify({ ...dropped, held: { ...held } }),
        )
        saved = counts()
        sampled = 0
        dropped = {}
        held = []
      } catch {
        // The store is full or blocked. The tally stays in memory, in case the page is used again.
      }
    },
  }
}
