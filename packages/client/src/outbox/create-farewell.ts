import type { Platform } from '../platform/platform.ts'
import type { Queue } from '../queue/create-queue.ts'
import type { Account } from '../books/account.ts'
import { batchText } from '../flush/batch-text.ts'
import type { Collector } from '../flush/collector.ts'
import { collectorUrl } from '../flush/collector-url.ts'
import { MAX_ENTRY_PAIRS } from './create-journal.ts'
import type { Spills } from './create-spills.ts'
import type { JournalEntry, StoredPair } from '../books/journal-entry.ts'
import { randomUuid } from '../platform/random-uuid.ts'
import { rescue } from './rescue.ts'

interface FarewellOptions {
  platform: Pick<Platform, 'now' | 'random' | 'sendOnExit'>
  collector: Collector
  queue: Pick<Queue, 'ledger'>
  keep: Spills['keep']
  /** What a killed page would lose, were it not spilled; oldest first. */
  unsaved: () => readonly JournalEntry[]
  maySend: () => boolean
}

/** What a page does when it is left, and what that changed in the books until it comes back. */
export interface Farewell {
  /** These are on disk now: the newest leave with a closing page all the same, since nobody may come back. */
  wrote(entries: readonly JournalEntry[]): void
  /** Nothing on disk waits any more. */
  emptied(): void
  /** Synchronous. True when all that is not on disk, and these, is spilled. */
  say(more: readonly JournalEntry[]): boolean
  /** The page goes on, or its newest write has settled the matter. */
  unsay(): void
  /** What `say` changed in the books. */
  change(): Account | undefined
}

export function createFarewell(options: FarewellOptions): Farewell {
  const { platform, collector, queue, keep, unsaved, maySend } = options
  let tail: StoredPair[] = []
  let rescued: Account | undefined

  /** One batch. The losses are cumulative and come with the next ordinary one. */
  const send = (pairs: readonly StoredPair[]) => {
    if (!maySend()) return false
    const head = {
      batchId: randomUuid(() => platform.random()),
      sentAt: new Date(platform.now()).toISOString(),
      client: queue.ledger().client,
      losses: {},
    }
    return platform.sendOnExit(collectorUrl(collector), batchText(head, pairs, collector.channel))
  }
  return {
    wrote(entries) {
      tail = [...tail, ...entries.flatMap(entry => entry.pairs)].slice(-2 * MAX_ENTRY_PAIRS)
    },
    emptied() {
      tail = []
    },
    say(more) {
      rescued = rescue([...unsaved(), ...more], tail, keep, send)
      return !rescued
    },
    unsay() {
      rescued = undefined
    },
    change: () => rescued,
  }
}
