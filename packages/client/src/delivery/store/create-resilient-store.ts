import { storageError } from '../../core/errors/storage-error.ts'
import { toError } from '../../core/errors/to-error.ts'
import type { Records, Store } from '../../core/platform/store.ts'
import { createMemoryStore } from './create-memory-store.ts'

interface ResilientStoreOptions {
  open: () => Promise<Store>
  onProblem: (error: Error) => void
  /** Called when the store falls back to memory because the disk failed. */
  onFallback: () => void
}

/**
 * A store that survives disk failures. The first transaction opens the disk store. If a transaction fails, the disk store
 * is reopened and the transaction is retried once. If the retry fails or the disk store cannot be opened, the store falls
 * back to memory. The records on disk stay there, for `tryDisk` or the next page. A transaction rejects only if it fails
 * in memory or after `close`.
 */
export interface ResilientStore extends Store {
  /**
   * Returns to the disk after a fallback to memory, if the disk works again. The first call starts to reopen the disk
   * store. Once that is open, the next call runs `move` in a transaction on disk. After the commit, the store uses the
   * disk again and calls the function that `move` resolved with. If the reopening or the transaction fails, the store
   * stays in memory, and the failure is not reported again.
   */
  tryDisk(move: (records: Records) => Promise<() => void>): Promise<void>
}

// oxlint-disable-next-line max-lines-per-function -- one line too long, and all parts share the same state
export function createResilientStore({ open, onProblem, onFallback }: ResilientStoreOptions): ResilientStore {
  let store: Store | undefined
  /** The reopened disk store, while `store` is in memory. */
  let disk: Store | undefined
  let isOpening = false
  let hasFallenBack = false
  let last: Promise<unknown> = Promise.resolve()
  let isClosed = false

  const fallBack = (): Store => {
    hasFallenBack = true
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
  /** Runs one task at a time, so that two failures do not reopen the store twice. */
  const runExclusive = <Result>(work: () => Promise<Result>): Promise<Result> => {
    // After `close`, a store that the task has just opened would stay open forever.
    const done = last.then(work).finally(() => isClosed && store?.close())
    last = done.catch(() => undefined)
    return done
  }
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
  const reopen = async () => {
    isOpening = true
    try {
      disk = await open()
      if (isClosed) disk.close()
    } catch {
      // The first failure has been reported.
    }
    isOpening = false
  }

  return {
    durable: () => store?.durable() ?? true,
    volatileRecords: prefix => store?.volatileRecords(prefix) ?? [],
    transact: work => runExclusive(() => run(work)),
    async tryDisk(move) {
      if (!hasFallenBack || isClosed || isOpening) return
      const found = disk
      if (!found) {
        void reopen()
        return
      }
      disk = undefined
      await runExclusive(async () => {
        const onMoved = await found.transact(move).catch(() => undefined)
        if (!onMoved) return found.close()
        hasFallenBack = false
        store = found
        onMoved()
      })
    },
    close() {
      isClosed = true
      store?.close()
      disk?.close()
    },
  }
}
