import type { SyncStore } from './platform.ts'

/** Wraps localStorage as a `SyncStore`. Returns `undefined` if localStorage is missing or blocked. */
export function localStorageStore(): SyncStore | undefined {
  try {
    const storage = globalThis.localStorage
    return (
      storage && {
        get: key => storage.getItem(key),
        set: (key, value) => storage.setItem(key, value),
        remove: key => storage.removeItem(key),
        keys: () => Object.keys(storage),
      }
    )
  } catch {
    // localStorage throws in sandboxed frames and when cookies are blocked.
    return undefined
  }
}
