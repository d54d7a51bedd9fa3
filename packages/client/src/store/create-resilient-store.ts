import { storageError } from '../errors/storage-error.ts'
import { toError } from '../errors/to-error.ts'
import { createMemoryStore } from './create-memory-store.ts'
import type { Records, Store } from './store.ts'

interface ResilientStoreOptions {
  open: () => Promise<Store>
  onProblem: (error: Error) => void
  /** The store on the device is given up until the next page. */
  onFallback: () => void
}

/**
 * A store whose transactions always go through: it is opened with the first one; after a failure it is opened once
 * more and the work repeated; when that fails too, it goes on in memory. What was on the device stays there for the
 * next page.
 */
export function createResilientStore({ open, onProblem, onFallback }: ResilientStoreOptions): Store {
  let store: Store | undefined
  let last: Promise<unknown> = Promise.resolve()
  let isClosed = false

  const fallBack = (): Store => {
    onFallback()
    return createMemoryStore()
  }
  const report = (what: string, cause: unknown) =>
    onProblem(storageError(`The store ${what}: ${toError(cause)}`, cause))
  const openOrFallBack = () =>
    open().catch((error: unknown) => {
      report('could not be opened', error)
      return fallBack()
    })
  const run = async <Result>(
    work: (records: Records) => Promise<Result>,
    isRetry = false,
  ): Promise<Result> => {
    const used = (store ??= await openOrFallBack())
    try {
      return await used.transact(work)
    } catch (error) {
      report('failed', error)
      if (isClosed || !used.durable()) throw error
    }
    used.close()
    store = isRetry ? fallBack() : undefined
    return run(work, true)
  }

  return {
    durable: () => store?.durable() ?? true,
    volatile: prefix => store?.volatile(prefix) ?? [],
    transact(work) {
      // One at a time, so that two failures do not reopen it twice.
      const done = last.then(() => run(work))
      last = done.catch(() => undefined)
      return done
    },
    close() {
      isClosed = true
      store?.close()
    },
  }
}
