import type { Plan } from '@shadow-mode/protocol'
import { createFlusher } from '../flush/create-flusher.ts'
import type { Platform } from '../platform/platform.ts'
import { createQueue } from '../queue/create-queue.ts'
import type { ShadowEvent } from '../status/status.ts'
import { createMemoryStore } from '../store/create-memory-store.ts'
import { createResilientStore } from '../store/create-resilient-store.ts'
import { openIndexedDbStore } from '../store/open-indexed-db-store.ts'
import { absorbSpills } from './absorb-spills.ts'
import { type Account, addAccount, entryAccount } from './account.ts'
import { batchText } from './batch-text.ts'
import type { Collector } from './collector.ts'
import { collectorUrl } from './collector-url.ts'
import { createJournal, MAX_ENTRY_PAIRS } from './create-journal.ts'
import { createSpill } from './create-spill.ts'
import type { DropReason } from './drop-reason.ts'
import type { StoredPair } from './journal-entry.ts'
import type { Outbox } from './outbox.ts'
import { randomUuid } from './random-uuid.ts'
import { rescue, spillOldest } from './rescue.ts'
import { storeNames } from './store-names.ts'

/** After a write, later pairs are collected for this long (or until an entry is full) before the next one. */
const COLLECT_MS = 500

export interface OutboxOptions {
  platform: Platform
  collector: Collector
  experiment: string
  /** `memory` touches neither IndexedDB nor the synchronous store: what waits ends with the page. */
  storage: 'durable' | 'memory'
  /** The plan in force: its `maxRecordLength`, `maxQueuedPairs`, `maxQueuedLength` and `maxAgeMs` are kept. */
  limits: () => Plan
  /** Asked before each attempt to send, also from a closing page. Default: always. */
  maySend?: () => boolean
  /** Gets `dropped`, `flushed`, `flush-failed`, `problem` and `status`. */
  emit: (event: ShadowEvent) => void
  /** How long the collector may take to answer, and again to send its answer's body. Default 30,000. */
  requestTimeoutMs?: number
}

/**
 * Creating it touches nothing but the page's lifecycle events. The store is opened with the first finished pair, loss,
 * `flush` or `discard`.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { platform, collector, experiment, limits, emit } = options
  const { maySend = () => true } = options
  const isDurable = options.storage === 'durable'
  const random = () => platform.random()
  const onProblem = (error: Error) => emit({ type: 'problem', error })
  const writer = randomUuid(random)
  const names = storeNames(collector.url, collector.key, collector.channel)
  const syncStore = isDurable ? platform.syncStore : undefined
  const own = names.spills + writer
  const spill = createSpill(syncStore, own, onProblem)
  const journal = createJournal(writer, experiment, () => platform.now())

  let running = 0
  /** After `exit`, until the page comes back: what it changed in the books. */
  let rescued: Account | undefined
  let isLeft = false
  /** The newest pairs that are on disk: they leave with a closing page too, since nobody may come back. */
  let tail: StoredPair[] = []
  let isClosed = false
  let opening: Promise<void> | undefined
  let work: Promise<void> | undefined
  let cancelTimer: (() => void) | undefined
  let savedAt = Number.NEGATIVE_INFINITY

  const store = createResilientStore({
    open: async () => (isDurable ? openIndexedDbStore(platform, names.database) : createMemoryStore()),
    onProblem,
    onFallback: () => queue.rebase(),
  })
  const queue = createQueue({
    ...options,
    store,
    writer,
    onSaved(seq) {
      rescued = undefined
      journal.saved(seq)
      if (!queue.account().queued) tail = []
      // A page that was left counts in memory when its store closed under it: only the spill outlives it.
      if (!unsaved().length && (!isLeft || store.durable())) spill.remove()
      emit({ type: 'status' })
    },
  })
  const flusher = createFlusher({
    ...options,
    maySend,
    queue,
    inherited: () => isDurable && !store.durable(),
    locks: () => (store.durable() ? platform.locks : undefined),
    lock: names.lock,
  })
  const unsaved = () => [...queue.volatile(), ...journal.all()]

  /** In memory, what other pages left is this page's to leave again. */
  const isSafe = () => store.durable() || spillOldest(unsaved(), spill.write).length === unsaved().length
  const open = () =>
    (opening ??= queue
      .open()
      .then(() => absorbSpills({ syncStore, prefix: names.spills, own, queue, isSafe, onProblem })))
  const writeAll = async () => {
    await open()
    for (let entries = journal.closed(); entries.length; entries = journal.closed()) {
      await queue.append(entries)
      savedAt = platform.monotonic()
      tail = [...tail, ...entries.flatMap(entry => entry.pairs)].slice(-2 * MAX_ENTRY_PAIRS)
      flusher.changed()
    }
  }
  /** Writes what has been finished; one write at a time, so that entries reach the disk in their order. */
  const save = async (): Promise<void> => {
    cancelTimer?.()
    cancelTimer = undefined
    journal.cut()
    if (!journal.all().length) return
    await (work ??= writeAll().finally(() => {
      work = undefined
      if (journal.all().length) later(COLLECT_MS)
    }))
  }
  const later = (delayMs: number) => {
    if (!isClosed) cancelTimer ??= platform.setTimer(() => void save(), delayMs)
  }
  const changed = () => {
    rescued = undefined
    const wait = savedAt + COLLECT_MS - platform.monotonic()
    // A run that ends after `close` is left to the next page.
    if (isClosed) spillOldest(journal.all(), spill.write)
    else if (work) return
    else if (wait <= 0 || journal.closed().length) void save()
    else later(wait)
  }
  const lose = (reason: DropReason) => {
    running--
    journal.drop(reason)
    emit({ type: 'dropped', reason, count: 1 })
    changed()
  }
  const put = (record: StoredPair) => {
    if (record.json.length > limits().maxRecordLength) return lose('oversize')
    if (!journal.add(record)) return lose('full')
    running--
    changed()
  }
  /** Twice: what came in while a write was under way is written after it. */
  const saveAll = async () => {
    await open()
    await save()
    await save()
  }
  const exit = () => {
    isLeft = true
    journal.cut()
    rescued = rescue(
      unsaved(),
      tail,
      spill.write,
      pairs =>
        maySend() &&
        platform.sendOnExit(
          collectorUrl(collector),
          batchText(
            {
              batchId: randomUuid(random),
              sentAt: new Date(platform.now()).toISOString(),
              client: queue.ledger().client,
              // They are cumulative and come with the next ordinary batch.
              losses: {},
            },
            pairs,
            collector.channel,
          ),
        ),
    )
    flusher.pause()
    void save()
  }

  const stopListening = platform.onLifecycle(event => {
    // A page that is left becomes hidden after it: its last word stands in the spill.
    if (event === 'hidden' && !rescued) {
      journal.cut()
      spillOldest(unsaved(), spill.write)
      void save()
    }
    if (event === 'freeze') flusher.pause()
    if (event === 'restore' || event === 'visible') {
      isLeft = false
      rescued = undefined
      flusher.resume()
    }
  })

  return {
    sampled() {
      running++
    },
    add(pair) {
      let json: string | undefined
      try {
        json = JSON.stringify(pair)
      } catch {
        // Cyclic, a BigInt, a throwing getter or toJSON: counted below.
      }
      if (!json) return lose('record')
      put({ id: pair.id, json })
    },
    put,
    drop: lose,
    async flush(reason) {
      await saveAll()
      await flusher.request(reason)
    },
    async discard(reason) {
      await saveAll()
      await queue.discard(reason)
    },
    counts() {
      const total = queue.account()
      total.sampled += running
      for (const entry of journal.all()) addAccount(total, entryAccount(entry))
      if (rescued) addAccount(total, rescued)
      const { queuedLength: _, ...counts } = total
      return counts
    },
    exit,
    async close() {
      if (isClosed) return
      if (opening) await saveAll()
      isClosed = true
      cancelTimer?.()
      stopListening()
      // Where nothing could be stored, closing is the last chance to send.
      if (unsaved().length) exit()
      flusher.stop()
      store.close()
    },
  }
}
