import { storageError } from '../errors/storage-error.ts'
import type { SyncStore } from '../platform/platform.ts'
import type { Queue } from '../queue/create-queue.ts'
import { readEntries } from '../queue/entry-record.ts'

interface AbsorbOptions {
  syncStore: SyncStore | undefined
  /** Begins the names of those it may have. */
  prefix: string
  /** This page's own spill: it has those entries still. */
  own: string
  queue: Queue
  /** Whether what the queue took would survive a killed page. */
  isSafe: () => boolean
  onProblem: (error: Error) => void
}

/**
 * Moves into the queue what closing pages left in the synchronous store. Two pages may do so at once, and the pages
 * may even be alive: entries that are counted already are skipped. Never rejects.
 */
export async function absorbSpills(options: AbsorbOptions): Promise<void> {
  const { syncStore, prefix, own, queue, isSafe, onProblem } = options
  try {
    for (const key of syncStore?.keys() ?? []) {
      const text = key.startsWith(prefix) && key !== own && syncStore?.get(key)
      if (!text) continue
      const entries = readEntries(text)
      if (entries) await queue.append(entries)
      else onProblem(storageError(`Not a spill: ${key}`))
      if (!isSafe()) continue
      // Its page may have come back and left another one meanwhile.
      if (syncStore?.get(key) === text) syncStore.remove(key)
    }
  } catch (cause) {
    onProblem(storageError('Spills could not be read', cause))
  }
}
