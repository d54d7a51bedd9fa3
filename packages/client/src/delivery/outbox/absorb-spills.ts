import { storageError } from '../../core/errors/storage-error.ts'
import type { Queue } from '../queue/queue.ts'
import type { Spills } from './create-spills.ts'

interface AbsorbOptions {
  spills: Spills
  queue: Queue
  experiment: string
  /** Whether what the queue took outlives the page. */
  isDurable: () => boolean
  onProblem: (error: Error) => void
}

/**
 * Takes into the queue what other pages left in the synchronous store. Two pages may do so at once, and the pages may
 * even be alive: entries that are counted already are skipped. Without a durable queue only its own experiment's, which
 * stay where they are until they are delivered, or their losses told. Never rejects.
 */
export async function absorbSpills(options: AbsorbOptions): Promise<void> {
  const { spills, queue, experiment, isDurable, onProblem } = options
  try {
    const left = spills.left(isDurable() ? undefined : experiment)
    if (!left.length) return
    await queue.append(left.map(({ entry }) => entry))
    for (const { name, entry } of left) {
      if (isDurable()) spills.remove(name)
      else if (entry.experiment === experiment) spills.adopt(name)
    }
  } catch (cause) {
    onProblem(storageError('Spills could not be read', cause))
  }
}
