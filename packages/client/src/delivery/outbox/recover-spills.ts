import { storageError } from '../../core/errors/storage-error.ts'
import type { Store } from '../../core/platform/store.ts'
import type { Queue } from '../queue/queue.ts'
import type { Spills } from './create-spills.ts'

interface RecoverOptions {
  spills: Spills
  queue: Queue
  experiment: string
  store: Pick<Store, 'durable'>
  onProblem: (error: Error) => void
}

/**
 * Appends the spills of other pages to the queue. Several pages may do this at once, even while the page that spilled is
 * still open, because the queue skips entries that it has counted. Never rejects.
 *
 * If the queue is in memory, only spills of this experiment are appended. This page adopts them: they stay in the
 * synchronous store, in case it ends before their pairs are delivered and their losses are reported.
 */
export async function recoverSpills(options: RecoverOptions): Promise<void> {
  const { spills, queue, experiment, store, onProblem } = options
  try {
    const found = spills.list(store.durable() ? undefined : experiment)
    if (!found.length) return
    await queue.append(found.map(({ entry }) => entry))
    for (const { name, entry } of found) {
      if (store.durable()) spills.remove(name)
      else if (entry.experiment === experiment) spills.adopt(name)
    }
  } catch (cause) {
    onProblem(storageError('Saved pairs could not be recovered', cause))
  }
}
