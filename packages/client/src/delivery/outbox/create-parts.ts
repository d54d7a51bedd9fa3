import type { JournalEntry } from '../../core/books/journal-entry.ts'
import { randomUuid } from '../../core/platform/random-uuid.ts'
import { createFlusher, type Flusher } from '../flush/create-flusher.ts'
import { createQueue } from '../queue/create-queue.ts'
import type { Queue } from '../queue/queue.ts'
import { createMemoryStore } from '../store/create-memory-store.ts'
import { createResilientStore, type ResilientStore } from '../store/create-resilient-store.ts'
import { openDeviceStore } from '../store/open-device-store.ts'
import { createJournal, type Journal } from './create-journal.ts'
import { createSaver, type Saver } from './create-saver.ts'
import { createSpills, type Spills } from './create-spills.ts'
import type { OutboxOptions } from './outbox-options.ts'
import { createPageState, type PageState } from './page-state.ts'
import { recoverSpills } from './recover-spills.ts'
import { storeNames } from './store-names.ts'

/** The parts of an outbox. The saver writes entries from the journal to the queue. The flusher sends the queue. */
export interface Parts {
  page: PageState
  spills: Spills
  journal: Journal
  store: ResilientStore
  queue: Queue
  flusher: Flusher
  saver: Saver
  /** Opens the queue and recovers spills, once. Rejects only if the outbox is closed meanwhile. */
  open: () => Promise<void>
  /** Appends the spills of other pages to the queue. Never rejects. */
  recover(): Promise<void>
  /** Returns whether `open` was called. */
  hasOpened: () => boolean
  /** Returns the entries that are not on disk, oldest first. A killed page loses those that are not spilled. */
  unsavedEntries: () => JournalEntry[]
}

/** Creates the parts of one outbox and connects them. */
export function createParts(options: OutboxOptions): Parts {
  const { platform, collector, experiment, emit } = options
  const isDurable = options.storage === 'durable'
  const onProblem = (error: Error) => emit({ type: 'problem', error })
  const writer = randomUuid(platform)
  const names = storeNames(collector.url, collector.key, collector.channel)
  const syncStore = isDurable ? platform.syncStore : undefined

  const page = createPageState()
  const spills = createSpills({ store: syncStore, prefix: names.spills, writer, onProblem })
  const journal = createJournal(writer, experiment, () => platform.now())
  const store = createResilientStore({
    open: async () => (isDurable ? openDeviceStore(platform, names.database) : createMemoryStore()),
    onProblem,
    onFallback: () => queue.rebase(),
  })
  const queue = createQueue({
    ...options,
    store,
    writer,
    onReported: spills.ownAdopted,
    onSaved(seq) {
      page.forgetCorrection()
      journal.saved(seq, queue.account().queued > 0)
      // If the store failed after the page was left, it counts in memory. Then the spills must stay for the next page.
      if (!page.isLeft() || store.durable()) spills.removeAllExcept(unsavedEntries)
      saver.saved()
      emit({ type: 'status' })
    },
  })
  const unsavedEntries = () => [...queue.volatileEntries(), ...journal.allEntries()]
  const flusher = createFlusher({
    ...options,
    queue,
    isTemporary: () => isDurable && !store.durable(),
    locks: () => (store.durable() ? platform.locks : undefined),
    lock: names.lock,
  })

  const recover = () => recoverSpills({ spills, queue, experiment, store, onProblem })
  let opening: Promise<void> | undefined
  const open = () => (opening ??= queue.open().then(recover))
  const saver = createSaver({
    platform,
    journal,
    open,
    page,
    spills,
    unsavedEntries,
    async write(entries) {
      await queue.append(entries)
      flusher.changed()
    },
  })
  const hasOpened = () => !!opening
  return { page, spills, journal, store, queue, flusher, saver, open, recover, hasOpened, unsavedEntries }
}
