import { promisifyRequest } from 'idb-keyval'
import type { Platform } from '../../core/platform/platform.ts'
import type { Records, Store } from '../../core/platform/store.ts'
import { OBJECT_STORE, openDatabase } from './open-database.ts'

/** A transaction that takes longer is given up as lost; if it commits later all the same, nothing counts twice. */
const TRANSACTION_TIMEOUT_MS = 10_000

/** A store in IndexedDB. Rejects when the database cannot be opened; each transaction rejects when it failed. */
export async function openIndexedDbStore(platform: Platform, name: string): Promise<Store> {
  const db = await openDatabase(platform, name)
  // Another page wants to delete the database: stand aside. The next transaction fails and reopens.
  db.addEventListener('versionchange', () => db.close())

  /** Not idb-keyval's own transaction, which awaits its database at each call: a write at exit cannot wait. */
  const run = async <Result>(work: (records: Records) => Promise<Result>): Promise<Result> => {
    const transaction = db.transaction(OBJECT_STORE, 'readwrite')
    const done = promisifyRequest(transaction)
    // A failed write rejects it at once, while the work still awaits a read: nobody would handle that in time.
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
        // It has ended by itself: that was the failure.
      }
      throw error
    }
  }

  return {
    durable: () => true,
    volatile: () => [],
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
      // Both first: were the second refused, nobody would handle the promise of the other.
      const requests = [store.getAllKeys(range, count), store.getAll(range, count)] as const
      const [keys, values] = await Promise.all([
        promisifyRequest(requests[0]),
        promisifyRequest<unknown[]>(requests[1]),
      ])
      return keys.map((key, index) => [typeof key === 'string' ? key : '', values[index]])
    },
  }
}
