import { promisifyRequest } from 'idb-keyval'
import type { Platform } from '../../core/platform/platform.ts'
import type { Records, Store } from '../../core/platform/store.ts'
import { OBJECT_STORE, openDatabase } from './open-database.ts'

/** A longer transaction counts as failed. If it commits later, nothing is counted twice. */
const TRANSACTION_TIMEOUT_MS = 10_000

/** Opens a store in IndexedDB. Rejects if the database cannot be opened. */
export async function openIndexedDbStore(platform: Platform, name: string): Promise<Store> {
  const db = await openDatabase(platform, name)
  // Another page wants to delete the database, and an open connection would block it. The next transaction reopens it.
  db.addEventListener('versionchange', () => db.close())

  /** Replaces idb-keyval's transaction, which awaits the database on each call. A write at exit cannot wait for that. */
  const run = async <Result>(work: (records: Records) => Promise<Result>): Promise<Result> => {
    const transaction = db.transaction(OBJECT_STORE, 'readwrite')
    const done = promisifyRequest(transaction)
    // A failed write rejects `done` while `work` still awaits a read, so the rejection would be unhandled until then.
    done.catch(() => undefined)
    try {
      const result = await work(recordsOf(transaction.objectStore(OBJECT_STORE)))
      transaction.commit()
      await done
      return result
    } catch (error) {
      try {
        transaction.abort()
      } catch {
        // The transaction has already ended.
      }
      throw error
    }
  }

  return {
    durable: () => true,
    volatileRecords: () => [],
    transact: work =>
      new Promise((resolve, reject) => {
        const cancelTimer = platform.setTimer(
          () => reject(new Error(`IndexedDB took over ${TRANSACTION_TIMEOUT_MS} ms`)),
          TRANSACTION_TIMEOUT_MS,
        )
        run(work).then(resolve, reject).finally(cancelTimer)
      }),
    close: () => db.close(),
  }
}

function recordsOf(store: IDBObjectStore): Records {
  return {
    get: key => promisifyRequest<unknown>(store.get(key)),
    put: (key, value) => void store.put(value, key),
    delete: key => void store.delete(key),
    async first(prefix, count, after = prefix) {
      const range = IDBKeyRange.bound(after, `${prefix}\uFFFF`, true)
      // Make both requests first. If the second one throws, the first one has no promise yet that nobody would handle.
      const requests = [store.getAllKeys(range, count), store.getAll(range, count)] as const
      const [keys, values] = await Promise.all([
        promisifyRequest(requests[0]),
        promisifyRequest<unknown[]>(requests[1]),
      ])
      return keys.map((key, index) => [typeof key === 'string' ? key : '', values[index]])
    },
  }
}
