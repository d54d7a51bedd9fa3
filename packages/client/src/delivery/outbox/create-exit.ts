import type { StoredPair } from '../../core/books/journal-entry.ts'
import type { Parts } from './create-parts.ts'
import type { OutboxOptions } from './outbox-options.ts'
import { rescue } from './rescue.ts'
import { sendAtExit } from './send-at-exit.ts'

/**
 * Returns what the outbox does when its page is left. All of it is synchronous, because the page may not live to see a
 * promise resolved. It may come more than once: a page can come back from the bfcache and be left again.
 */
export function createExit(options: OutboxOptions, parts: Parts): () => void {
  const { platform, collector, storage, maySend = () => true } = options
  const { page, spills, journal, store, queue, flusher, saver, unsaved } = parts
  const canSpill = storage === 'durable' && !!platform.syncStore
  const send = (pairs: readonly StoredPair[]) =>
    !flusher.isStopped() && maySend() && sendAtExit(platform, collector, queue.ledger().client, pairs)

  return () => {
    page.leave()
    // Cut: the next page may take an entry as soon as it is spilled, so it must not grow after that.
    saver.stop()
    journal.cut()
    // In memory, losses that no batch has reported yet would end with the page. The next page reports them.
    const unreported = queue.unreported()
    const handedOn = unreported.sampled && !store.durable() ? [journal.entryOf(unreported)] : []
    const rest = [...unsaved(), ...handedOn]
    spills.release()
    // Spill, then send.
    const rescued = rescue(rest, journal.tail(), spills.keep, send)
    spills.retain(() => rest)
    // Rest: nothing is left to write when the spill holds everything. Otherwise a last write is tried.
    page.settle(canSpill && !rescued, rescued)
    flusher.pause()
    void saver.save()
  }
}
