import type { DropReason } from '../outbox/drop-reason.ts'
import type { Outbox, OutboxCounts } from '../outbox/outbox.ts'
import type { CorePlatform, SyncStore } from '../platform/platform.ts'

type Dropped = Partial<Record<DropReason, number>>

/** Counts for the outbox until that is loaded, after the first live answer. */
export interface Tally extends Pick<Outbox, 'sampled' | 'drop' | 'counts'> {
  /** The outbox is there: gives it what was counted so far. From now on it counts. */
  attach(outbox: Outbox): void
  /** Everything sampled on this page has been dropped: leaves that to the next page, or to the outbox. */
  exit(): void
}

/** A page that ends before its outbox is there leaves its losses under keys that begin so. */
export const tallyKeys = (experiment: string): string => `shadow-mode/v1/tally/${experiment}/`

export function createTally(
  experiment: string,
  platform: Pick<CorePlatform, 'now' | 'random'>,
  store: SyncStore | undefined,
): Tally {
  let outbox: Outbox | undefined
  let sampled = 0
  let dropped: Dropped = {}
  /** What `exit` left in the store, for this page's outbox or the next page's. */
  let left: OutboxCounts | undefined
  const counts = (): OutboxCounts => ({
    sampled,
    delivered: 0,
    queued: 0,
    unconfirmed: 0,
    dropped: { ...dropped },
  })
  return {
    sampled() {
      left = undefined
      if (outbox) outbox.sampled()
      else sampled += 1
    },
    drop(reason) {
      if (outbox) outbox.drop(reason)
      else dropped[reason] = (dropped[reason] ?? 0) + 1
    },
    // Those that were left come back with the outbox.
    counts: () => outbox?.counts() ?? left ?? counts(),
    attach(ready) {
      for (; sampled > 0; sampled--) ready.sampled()
      for (const [reason, count = 0] of Object.entries(dropped)) {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a key of Dropped
        for (let n = 0; n < count; n++) ready.drop(reason as DropReason)
      }
      outbox = ready
    },
    exit() {
      if (outbox) return outbox.exit()
      if (sampled === 0 || !store) return
      try {
        store.set(tallyKeys(experiment) + platform.now() + platform.random(), JSON.stringify(dropped))
        left = counts()
        sampled = 0
        dropped = {}
      } catch {
        // Full or forbidden: the counts stay here, in case the page comes back.
      }
    },
  }
}
