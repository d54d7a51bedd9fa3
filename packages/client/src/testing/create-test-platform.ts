import type { LifecycleEvent, Platform, SyncStore } from '../platform/platform.ts'
import { settle } from './settle.ts'

export interface TestPlatform extends Platform {
  syncStore: SyncStore
  /** Moves the clocks on, running timers and idle callbacks as they fall due. */
  advance(ms: number): Promise<void>
  fire(event: LifecycleEvent): void
  /** What `random` returns next. */
  draws: number[]
  /** Moves only the wall clock. */
  setBack(ms: number): void
}

interface Due {
  at: number
  run: () => void
}

const createSyncStore = (): SyncStore => {
  const map = new Map<string, string>()
  return {
    get: key => map.get(key) ?? null,
    set: (key, value) => void map.set(key, value),
    remove: key => void map.delete(key),
    keys: () => [...map.keys()],
  }
}

/** A page that stands still until it is told to go on. Idle callbacks run 5 ms after they were asked for. */
export function createTestPlatform(syncStore: SyncStore = createSyncStore()): TestPlatform {
  let time = 0
  let epoch = Date.UTC(2026, 10, 2)
  const timers = new Set<Due>()
  const listeners = new Set<(event: LifecycleEvent) => void>()
  const draws: number[] = []
  let seed = 1
  const setTimer = (run: () => void, delayMs: number) => {
    const due = { at: time + delayMs, run }
    timers.add(due)
    return () => void timers.delete(due)
  }
  return {
    draws,
    syncStore,
    now: () => epoch + time,
    monotonic: () => time,
    random() {
      // A linear congruential generator: the same numbers in each test.
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
      return draws.shift() ?? seed / 2 ** 32
    },
    setTimer,
    whenIdle: (run, withinMs) => setTimer(run, Math.min(5, withinMs)),
    fetch: () => Promise.reject(new TypeError('no network')),
    onLifecycle(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    sendOnExit: () => false,
    page: () => '/apply',
    fire(event) {
      for (const listener of listeners) listener(event)
    },
    setBack(ms) {
      epoch -= ms
    },
    async advance(ms) {
      const end = time + ms
      for (;;) {
        await settle()
        const [next] = [...timers].filter(due => due.at <= end).toSorted((a, b) => a.at - b.at)
        if (!next) break
        timers.delete(next)
        time = Math.max(time, next.at)
        next.run()
      }
      time = end
    },
  }
}
