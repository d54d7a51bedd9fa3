import { storageError } from '../../core/errors/storage-error.ts'
import { toError } from '../../core/errors/to-error.ts'
import type { Records, Store } from '../../core/platform/store.ts'
import { createMemoryStore } from './create-memory-store.ts'

interface ResilientStoreOptions {
  open: () => Promise<Store>
  onProblem: (error: Error) => void
  /** The store on the device is given up, until it takes writes again. */
  onFallback: () => void
}

/**
 * A store whose transactions always go through: it is opened with the first one; after a failure it is opened once
 * more and the work repeated; when that fails too, it goes on in memory. What was on the device stays there, for
 * `tryDisk` or the next page.
 */
export interface ResilientStore extends Store {
  /**
   * Gone on in memory, it looks whether the device has come back: the first call begins to open its store, and one
   * that finds it open runs `move` in a transaction there and, when that is committed, goes on there and calls what
   * `move` resolved with. Another failure changes nothing, and is not told again.
   */
  tryDisk(move: (records: Records) => Promise<() => void>): Promise<void>
}

// oxlint-disable-next-line max-lines-per-function -- one line over: its parts share one store
export function createResilientStore({ open, onProblem, onFallback }: ResilientStoreOptions): ResilientStore {
  let store: Store | undefined
  /** In memory: the device's store, opened again. */
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
  /** One at a time, so that two failures do not reopen it twice. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    // Closed meanwhile: what has just been opened, or come back, would stay open for ever.
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
      // As before: told when it failed first.
    }
    isOpening = false
  }

  return {
    durable: () => store?.durable() ?? true,
    volatile: prefix => store?.volatile(prefix) ?? [],
    transact: work => inTurn(() => run(work)),
    async tryDisk(move) {
      if (!hasFallenBack || isClosed || isOpening) return
      const found = disk
      if (!found) {
        void reopen()
        return
      }
      disk = undefined
      await inTurn(async () => {
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
