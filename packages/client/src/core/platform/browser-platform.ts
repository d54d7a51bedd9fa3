import { localStorageStore } from './local-storage-store.ts'
import { now } from './now.ts'
import type { CorePlatform } from './platform.ts'
import { random } from './random.ts'
import { setTimer } from './set-timer.ts'
import { watchLifecycle } from './watch-lifecycle.ts'
import { whenIdle } from './when-idle.ts'

/**
 * Creates the core part of a browser page's platform. Also works where APIs are missing or blocked: without a window (SSR,
 * workers), without storage (sandboxed frames) and without crypto.
 */
export const browserPlatform = (): CorePlatform => ({
  now,
  monotonic: () => performance.now(),
  random,
  setTimer,
  whenIdle,
  onLifecycle: watchLifecycle,
  page: () => globalThis.location?.pathname,
  syncStore: localStorageStore(),
})
