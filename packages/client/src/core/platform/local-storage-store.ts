import type { SyncStore } from './platform.ts'

/** localStorage as a `SyncStore`; `undefined` where there is none, or the page may not touch it. */
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
    // A sandboxed frame, or blocked cookies.
    return undefined
  }
}
