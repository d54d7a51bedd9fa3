import { addDropped, lossesIn } from '../outbox/account.ts'
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
  /** Left in the store, for this page's outbox or the next page's. */
  let left: OutboxCounts = { sampled: 0, delivered: 0, queued: 0, unconfirmed: 0, dropped: {} }
  const counts = (): OutboxCounts => {
    const total = { ...left, sampled: left.sampled + sampled, dropped: { ...left.dropped } }
    for (const [reason, count] of lossesIn({ dropped })) addDropped(total, reason, count)
    return total
  }
  return {
    sampled() {
      if (outbox) outbox.sampled()
      else sampled += 1
    },
    drop(reason) {
      if (outbox) outbox.drop(reason)
      else dropped[reason] = (dropped[reason] ?? 0) + 1
    },
    counts: () => outbox?.counts() ?? counts(),
    attach(ready) {
      for (; sampled > 0; sampled--) ready.sampled()
      for (const [reason, count] of lossesIn({ dropped })) {
        for (let n = 0; n < count; n++) ready.drop(reason)
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
