import type { Plan } from '@shadow-mode/protocol'
import { createFlusher } from '../flush/create-flusher.ts'
import type { Platform } from '../platform/platform.ts'
import { createQueue } from '../queue/create-queue.ts'
import type { ShadowEvent } from '../status/status.ts'
import { createMemoryStore } from '../store/create-memory-store.ts'
import { createResilientStore } from '../store/create-resilient-store.ts'
import { openDeviceStore } from '../store/open-device-store.ts'
import { absorbSpills } from './absorb-spills.ts'
import { type Account, addAccount, entryAccount } from './account.ts'
import { batchText } from './batch-text.ts'
import type { Collector } from './collector.ts'
import { collectorUrl } from './collector-url.ts'
import { createJournal, MAX_ENTRY_PAIRS } from './create-journal.ts'
import { createSpill } from './create-spill.ts'
import type { DropReason } from './drop-reason.ts'
import type { StoredPair } from './journal-entry.ts'
import { limitLoss } from './limit-loss.ts'
import type { Outbox } from './outbox.ts'
import { randomUuid } from './random-uuid.ts'
import { rescue } from './rescue.ts'
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
  const spills = `${names.spills}${experiment}/`
  const own = spills + writer
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
  /** Hidden pages get their timers late, and may be killed: they write at once. */
  let isHidden = false
  /** Left, its rest spilled. No transaction begins: the browser ends a page in the bfcache that the store calls. */
  let isResting = false

  const store = createResilientStore({
    open: async () => (isDurable ? openDeviceStore(platform, names.database) : createMemoryStore()),
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
      loss.saved()
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

  const loss = limitLoss({ platform, cut: () => journal.cut(), unsaved, write: spill.write })

  /** In memory, what other pages of the experiment left is this page's to leave again. */
  const isSafe = () => store.durable() || loss.spill()
  const open = () =>
    (opening ??= queue.open().then(() => {
      const prefix = store.durable() ? names.spills : spills
      return absorbSpills({ syncStore, prefix, own, queue, isSafe, onProblem })
    }))
  const toWrite = () => (isResting ? [] : journal.closed())
  const writeAll = async () => {
    await open()
    for (let entries = toWrite(); entries.length; entries = toWrite()) {
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
      if (journal.all().length && !isResting) later(COLLECT_MS)
    }))
  }
  const later = (delayMs: number) => {
    if (!isClosed) cancelTimer ??= platform.setTimer(() => void save(), delayMs)
  }
  const changed = (pairs: number) => {
    // A run that ends after `close`, or in a page that was left, is for the next page.
    if (isClosed || isResting) {
      loss.spill()
      return
    }
    rescued = undefined
    loss.grown(pairs)
    const wait = savedAt + COLLECT_MS - platform.monotonic()
    if (work) return
    if (isHidden || wait <= 0 || journal.closed().length) void save()
    else later(wait)
  }
  const lose = (reason: DropReason) => {
    running--
    journal.drop(reason)
    emit({ type: 'dropped', reason, count: 1 })
    changed(0)
  }
  const put = (record: StoredPair) => {
    if (record.json.length > limits().maxRecordLength) return lose('oversize')
    if (!journal.add(record)) return lose('full')
    running--
    changed(1)
  }
  /** Twice: what came in while a write was under way is written after it. */
  const saveAll = async () => {
    await open()
    await save()
    await save()
  }
  const exit = () => {
    isLeft = true
    loss.stop()
    const untold = store.durable() ? undefined : queue.takeUntold()
    if (untold?.sampled) journal.carry(untold)
    journal.cut()
    const sentAt = new Date(platform.now()).toISOString()
    const send = (pairs: readonly StoredPair[]) =>
      !flusher.isStopped() &&
      maySend() &&
      platform.sendOnExit(
        collectorUrl(collector),
        batchText(
          // The losses are cumulative and come with the next ordinary batch.
          { batchId: randomUuid(random), sentAt, client: queue.ledger().client, losses: {} },
          pairs,
          collector.channel,
        ),
      )
    rescued = rescue(unsaved(), tail, spill.write, send)
    isResting = !!syncStore && !rescued
    flusher.pause()
    void save()
  }

  const stopListening = platform.onLifecycle(event => {
    // A page that is left becomes hidden after it: its last word stands in the spill.
    if (event === 'hidden' && !isLeft) {
      isHidden = true
      loss.spill()
      void save()
    }
    if (event === 'freeze') flusher.pause()
    if (event === 'restore' || event === 'visible') {
      isLeft = isResting = false
      if (event === 'visible') isHidden = false
      rescued = undefined
      void save()
      flusher.resume()
      // Other pages may have sent or added meanwhile.
      if (opening) void queue.keepLimits()
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
      loss.stop()
      stopListening()
      // Where nothing could be stored, closing is the last chance to send.
      if (unsaved().length) exit()
      flusher.stop()
      store.close()
    },
  }
}
