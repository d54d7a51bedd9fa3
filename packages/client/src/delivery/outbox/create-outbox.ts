import { type Account, addAccount, entryAccount } from '../../core/books/account.ts'
import { storageError } from '../../core/errors/storage-error.ts'
import { randomUuid } from '../../core/platform/random-uuid.ts'
import { createFlusher } from '../flush/create-flusher.ts'
import { createQueue } from '../queue/create-queue.ts'
import { createMemoryStore } from '../store/create-memory-store.ts'
import { createResilientStore } from '../store/create-resilient-store.ts'
import { openDeviceStore } from '../store/open-device-store.ts'
import { absorbSpills } from './absorb-spills.ts'
import { createIntake } from './create-intake.ts'
import { createJournal } from './create-journal.ts'
import { createSaver } from './create-saver.ts'
import { createSpills } from './create-spills.ts'
import type { Outbox } from './outbox.ts'
import type { OutboxOptions } from './outbox-options.ts'
import { rescue } from './rescue.ts'
import { sendAtExit } from './send-at-exit.ts'
import { storeNames } from './store-names.ts'

/**
 * Creating it touches nothing but the page's lifecycle events. The store is opened with the first finished pair, loss,
 * `flush` or `discard`.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { platform, collector, experiment, emit } = options
  const { maySend = () => true } = options
  const isDurable = options.storage === 'durable'
  const onProblem = (error: Error) => emit({ type: 'problem', error })
  const writer = randomUuid(() => platform.random())
  const names = storeNames(collector.url, collector.key, collector.channel)
  const syncStore = isDurable ? platform.syncStore : undefined
  const spills = createSpills({ store: syncStore, prefix: names.spills, writer, onProblem })
  const journal = createJournal(writer, experiment, () => platform.now())

  let isHidden = false
  let isLeft = false
  /** Left, with its rest spilled: the browser would end a page in the bfcache whose transaction it has to answer. */
  let isResting = false
  let isClosed = false
  /** What the exit changed in the books, until the page goes on or its newest write has settled the matter. */
  let rescued: Account | undefined
  let opening: Promise<void> | undefined

  const store = createResilientStore({
    open: async () => (isDurable ? openDeviceStore(platform, names.database) : createMemoryStore()),
    onProblem,
    onFallback: () => queue.rebase(),
  })
  const queue = createQueue({
    ...options,
    store,
    writer,
    onReported: spills.release,
    onSaved(seq) {
      rescued = undefined
      journal.saved(seq, queue.account().queued > 0)
      // A page that was left counts in memory when its store closed under it: only the spill outlives it.
      if (!isLeft || store.durable()) spills.retain(unsaved)
      saver.saved()
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
  /** What a killed page would lose, were it not spilled; oldest first. */
  const unsaved = () => [...queue.volatile(), ...journal.all()]
  const mayWrite = () => !isClosed && !isResting
  const absorb = () =>
    absorbSpills({ spills, queue, experiment, isDurable: () => store.durable(), onProblem })
  const open = () => (opening ??= queue.open().then(absorb))
  const saver = createSaver({
    platform,
    journal,
    open,
    mayWrite,
    writeThrough: () => isHidden,
    unsaved,
    keep: spills.keep,
    async write(entries) {
      await queue.append(entries)
      flusher.changed()
    },
  })
  const { running, ...intake } = createIntake({
    ...options,
    journal,
    changed(pairs) {
      // A run that ends after `close`, or in a page that was left, is for the next page.
      if (mayWrite()) rescued = undefined
      saver.changed(pairs)
    },
  })
  /** Twice: what came in while a write was under way is written after it. */
  const saveAll = async () => {
    await open()
    await saver.save()
    await saver.save()
  }
  const exit = () => {
    isLeft = true
    saver.stop()
    journal.cut()
    const unreported = queue.unreported()
    const handedOn = unreported.sampled && !store.durable() ? [journal.entryOf(unreported)] : []
    const rest = [...unsaved(), ...handedOn]
    spills.release()
    rescued = rescue(
      rest,
      journal.tail(),
      spills.keep,
      pairs =>
        !flusher.isStopped() && maySend() && sendAtExit(platform, collector, queue.ledger().client, pairs),
    )
    spills.retain(() => rest)
    isResting = !rescued && !!syncStore
    flusher.pause()
    void saver.save()
  }

  const stopListening = platform.onLifecycle(event => {
    // A page that is left becomes hidden after it: its last word stands in the spill.
    if (event === 'hidden' && !isLeft) {
      // Hidden pages get their timers late, and may be killed.
      isHidden = true
      saver.spill()
      void saver.save()
    }
    if (event === 'freeze') flusher.pause()
    if (event === 'restore' || event === 'visible') {
      isLeft = isResting = false
      if (event === 'visible') isHidden = false
      rescued = undefined
      void saver.save()
      flusher.resume()
      // Other pages may have sent or added meanwhile. It fails only when this one is closed first.
      if (opening) queue.keepLimits().catch(() => undefined)
    }
  })

  return {
    ...intake,
    async flush(reason) {
      await saveAll()
      await flusher.request(reason)
    },
    async discard(reason) {
      await saveAll()
      await queue.tryDisk()
      // Also what other pages have left since this one opened.
      await absorb()
      spills.release()
      await queue.discard(reason)
      if (isDurable && (platform.openStore ?? platform.indexedDB) && !store.durable())
        throw storageError('What waits could not be removed')
    },
    counts() {
      const total = queue.account()
      total.sampled += running()
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
      saver.stop()
      stopListening()
      // Where nothing could be stored, closing is the last chance to send.
      if (unsaved().length) exit()
      flusher.stop()
      store.close()
    },
  }
}
