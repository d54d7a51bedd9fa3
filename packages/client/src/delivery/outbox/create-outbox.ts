import { addAccount, entryAccount } from '../../core/books/account.ts'
import { storageError } from '../../core/errors/storage-error.ts'
import { createExit } from './create-exit.ts'
import { createIntake } from './create-intake.ts'
import { createParts } from './create-parts.ts'
import { followPage } from './follow-page.ts'
import type { Outbox } from './outbox.ts'
import type { OutboxOptions } from './outbox-options.ts'

/** Creates an outbox. It does not open the store before the first finished pair, loss, `flush` or `discard`. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { platform, storage } = options
  const parts = createParts(options)
  const { page, spills, journal, store, queue, flusher, saver, unsavedEntries } = parts
  const { running, ...intake } = createIntake({
    ...options,
    journal,
    changed(pairs) {
      // A closed or resting page only spills the new entry, so the books still need the correction.
      if (page.mayWrite()) page.forgetCorrection()
      saver.changed(pairs)
    },
  })
  const exit = createExit(options, parts)
  const stopFollowing = followPage(platform, parts)
  const saveAll = async () => {
    await parts.open()
    // The second call writes what was added during the first.
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
      // Discard the spills of other pages too.
      await parts.recover()
      spills.ownAdopted()
      await queue.discard(reason)
      const hasDevice = storage === 'durable' && (platform.openStore ?? platform.indexedDB)
      if (hasDevice && !store.durable())
        throw storageError('Queued pairs could not be deleted from the device')
    },
    counts() {
      const total = queue.account()
      total.sampled += running()
      for (const entry of journal.allEntries()) addAccount(total, entryAccount(entry))
      const correction = page.correction()
      if (correction) addAccount(total, correction)
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
      // Pairs that could not be stored can only be sent now.
      if (unsavedEntries().length) exit()
      flusher.stop()
      store.close()
    },
  }
}
