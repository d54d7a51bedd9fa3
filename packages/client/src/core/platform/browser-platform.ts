import { localStorageStore } from './local-storage-store.ts'
import { now } from './now.ts'
import type { CorePlatform } from './platform.ts'
import { random } from './random.ts'
import { setTimer } from './set-timer.ts'
import { watchLifecycle } from './watch-lifecycle.ts'
import { whenIdle } from './when-idle.ts'

/**
 * The page as a platform. What the page lacks, or may not touch, is left out: no window (SSR, workers), no storage
 * (sandboxed frames), no crypto.
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
