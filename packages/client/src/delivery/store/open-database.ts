import type { Platform } from '../../core/platform/platform.ts'

/** The one object store of the database, with keys outside the records as idb-keyval wants it. */
export const OBJECT_STORE: string = 'records'

/**
 * Safari has been seen to leave `open()` unsettled for ever. Long, for a page that gives up goes on in memory, and a busy
 * machine is slow; what is finished meanwhile waits in the journal and survives an exit all the same.
 */
const OPEN_TIMEOUT_MS = 10_000

/** Opens the database, made when absent. */
export const openDatabase = (platform: Platform, name: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    if (!platform.indexedDB) throw new Error('There is no IndexedDB')
    const request = platform.indexedDB.open(name, 1)
    let hasFailed = false
    const fail = (error: Error | null) => {
      hasFailed = true
      cancelTimer()
      reject(error)
    }
    const cancelTimer = platform.setTimer(
      () => fail(new Error(`IndexedDB did not open within ${OPEN_TIMEOUT_MS} ms`)),
      OPEN_TIMEOUT_MS,
    )
    request.addEventListener('upgradeneeded', () => void request.result.createObjectStore(OBJECT_STORE))
    request.addEventListener('blocked', () => fail(new Error('IndexedDB is blocked by another page')))
    request.addEventListener('error', () => fail(request.error))
    request.addEventListener('success', () => {
      // After a failure nobody owns the connection: it must not block others.
      if (hasFailed) return request.result.close()
      cancelTimer()
      resolve(request.result)
    })
  })
