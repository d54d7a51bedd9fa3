import type { StoredPair } from '../../core/books/journal-entry.ts'
import type { Parts } from './create-parts.ts'
import type { OutboxOptions } from './outbox-options.ts'
import { rescue } from './rescue.ts'
import { sendAtExit } from './send-at-exit.ts'

/**
 * Returns the function that spills and sends pairs when the page is left. It is synchronous, because the browser may end
 * the page before a promise resolves. It may be called more than once, because a page can return from the bfcache.
 */
export function createExit(options: OutboxOptions, parts: Parts): () => void {
  const { platform, collector, storage, maySend } = options
  const { page, spills, journal, store, queue, flusher, saver, unsavedEntries } = parts
  const canSpill = storage === 'durable' && !!platform.syncStore
  const send = (pairs: readonly StoredPair[]) =>
    !flusher.isStopped() && maySend() && sendAtExit(platform, collector, queue.ledger().client, pairs)

  return () => {
    page.leave()
    saver.stop()
    // The next page may read an entry as soon as it is spilled, so the entry must not grow after that.
    journal.closeEntry()
    // Unreported losses in memory would be lost with the page. The next page reports them.
    const unreported = queue.newLosses()
    const lossEntries = unreported.sampled && !store.durable() ? [journal.createEntry(unreported)] : []
    const rest = [...unsavedEntries(), ...lossEntries]
    spills.ownAdopted()
    const correction = rescue(rest, journal.tail(), spills.spill, send)
    spills.removeAllExcept(() => rest)
    // If everything is spilled, the page rests. Otherwise, `save` below makes a last attempt to write.
    page.settle(canSpill && !correction, correction)
    flusher.pause()
    void saver.save()
  }
}
