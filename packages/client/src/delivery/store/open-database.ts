import type { Platform } from '../../core/platform/platform.ts'

/** The only object store of the database. Its keys are not part of the records, as idb-keyval expects. */
export const OBJECT_STORE: string = 'records'

/**
 * In Safari, `open()` sometimes never settles. The timeout is long because a busy machine is slow, and a page that gives
 * up falls back to memory. Meanwhile, finished pairs wait in the journal, and are spilled.
 */
const OPEN_TIMEOUT_MS = 10_000

/** Opens the database, and creates it if it does not exist. Rejects if it is blocked or does not open in time. */
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
      // After a failure nobody uses the connection. If it stayed open, it could block other pages.
      if (hasFailed) return request.result.close()
      cancelTimer()
      resolve(request.result)
    })
  })
