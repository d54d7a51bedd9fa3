import { localStorageStore } from './local-storage.ts'
import type { CorePlatform } from './platform.ts'
import { watchLifecycle } from './watch-lifecycle.ts'
import { whenIdle } from './when-idle.ts'

/** 53 random bits, as many as a number holds. */
const random = (): number => {
  if (typeof crypto !== 'object') return Math.random()
  const [bits = 0n] = crypto.getRandomValues(new BigUint64Array(1))
  return Number(bits >> 11n) / 2 ** 53
}

const setTimer = (run: () => void, delayMs: number): (() => void) => {
  const id = setTimeout(run, delayMs)
  // On a server a waiting timer would keep the process alive.
  const timer: { unref?: () => void } = Object(id)
  timer.unref?.()
  return () => clearTimeout(id)
}

const syncStore = (): CorePlatform['syncStore'] => {
  try {
    return localStorageStore()
  } catch {
    // A sandboxed frame, or blocked cookies.
    return undefined
  }
}

/**
 * The page as a platform. What the page lacks, or may not touch, is left out: no window (SSR, workers), no storage
 * (sandboxed frames), no crypto.
 */
export const browserPlatform = (): CorePlatform => ({
  now: () => Date.now(),
  monotonic: () => performance.now(),
  random,
  setTimer,
  whenIdle,
  onLifecycle: watchLifecycle,
  page: () => globalThis.location?.pathname,
  syncStore: syncStore(),
})
