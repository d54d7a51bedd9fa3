import { addAccount, entryAccount } from '../../core/books/account.ts'
import { storageError } from '../../core/errors/storage-error.ts'
import { createExit } from './create-exit.ts'
import { createIntake } from './create-intake.ts'
import { createParts } from './create-parts.ts'
import { followPage } from './follow-page.ts'
import type { Outbox } from './outbox.ts'
import type { OutboxOptions } from './outbox-options.ts'

/**
 * Creating it touches nothing but the page's lifecycle events. The store is opened with the first finished pair, loss,
 * `flush` or `discard`.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { platform, storage } = options
  const parts = createParts(options)
  const { page, spills, journal, store, queue, flusher, saver, unsaved } = parts
  const { running, ...intake } = createIntake({
    ...options,
    journal,
    changed(pairs) {
      // A run that ends after `close`, or in a page that was left, is for the next page.
      if (page.mayWrite()) page.forgetRescued()
      saver.changed(pairs)
    },
  })
  const exit = createExit(options, parts)
  const stopFollowing = followPage(platform, parts)
  const saveAll = async () => {
    await parts.open()
    // Twice: what came in while a write was under way is written after it.
    await saver.save()
    await saver.save()
  }

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
      await parts.absorb()
      spills.release()
      await queue.discard(reason)
      const hasDevice = storage === 'durable' && (platform.openStore ?? platform.indexedDB)
      if (hasDevice && !store.durable()) throw storageError('What waits could not be removed')
    },
    counts() {
      const total = queue.account()
      total.sampled += running()
      for (const entry of journal.all()) addAccount(total, entryAccount(entry))
      const rescued = page.rescued()
      if (rescued) addAccount(total, rescued)
      const { queuedLength: _, ...counts } = total
      return counts
    },
    exit,
    async close() {
      if (page.isClosed()) return
      if (parts.hasOpened()) await saveAll()
      page.close()
      saver.stop()
      stopFollowing()
      // Where nothing could be stored, closing is the last chance to send.
      if (unsaved().length) exit()
      flusher.stop()
      store.close()
    },
  }
}
