import type { LifecycleEvent, Locks, Platform, SyncStore } from '../../../core/platform/platform.ts'
import type { TestClock } from './create-test-clock.ts'

/** What survives a page: the device. */
export interface TestDevice {
  indexedDB?: IDBFactory
  syncStore?: SyncStore
  locks?: Locks
}

export interface TestPlatform extends Platform {
  /** Lets something happen to the page. */
  life: (event: LifecycleEvent) => void
  /** Bodies handed over by `sendOnExit`. */
  sentOnExit: string[]
}

interface TestPlatformOptions {
  clock: TestClock
  device?: TestDevice
  fetch?: Platform['fetch']
  /** Default: takes everything. */
  acceptsOnExit?: (body: string) => boolean
}

/** One page on a device. */
export function createTestPlatform({
  clock,
  device = {},
  fetch = async () => {
    throw new TypeError('Failed to fetch')
  },
  acceptsOnExit = () => true,
}: TestPlatformOptions): TestPlatform {
  const listeners = new Set<(event: LifecycleEvent) => void>()
  const sentOnExit: string[] = []
  return {
    ...device,
    now: () => clock.now(),
    monotonic: () => clock.now(),
    random: () => Math.random(),
    fetch,
    setTimer: clock.setTimer,
    whenIdle: (run, withinMs) => clock.setTimer(run, withinMs),
    onLifecycle(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    sendOnExit(_url, body) {
      const accepted = acceptsOnExit(body)
      if (accepted) sentOnExit.push(body)
      return accepted
    },
    page: () => '/apply',
    life(event) {
      for (const listener of listeners) listener(event)
    },
    sentOnExit,
  }
}

/** A synchronous store; `quota` is the most characters it takes in all. */
export function createTestSyncStore(quota: number = Number.POSITIVE_INFINITY): SyncStore {
  const content = new Map<string, string>()
  return {
    get: key => content.get(key) ?? null,
    set(key, value) {
      let used = value.length
      for (const [other, text] of content) if (other !== key) used += text.length
      if (used > quota) throw new DOMException('Full', 'QuotaExceededError')
      content.set(key, value)
    },
    remove: key => void content.delete(key),
    keys: () => [...content.keys()],
  }
}
