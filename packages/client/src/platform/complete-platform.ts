import type { CorePlatform, Platform } from './platform.ts'
import { sendOnExit } from './send-on-exit.ts'

/** In a sandboxed frame reading some properties throws. */
const optional = <Value>(read: () => Value | undefined): Value | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** Adds what only the background asks of the page. */
export const completePlatform = (core: CorePlatform): Platform => ({
  ...core,
  fetch: (input, init) => fetch(input, init),
  sendOnExit,
  indexedDB: optional(() => globalThis.indexedDB),
  locks: optional(() => globalThis.navigator.locks),
  subtle: optional(() => globalThis.crypto.subtle),
})
