import type { LifecycleEvent, Platform, SyncStore } from '../core/platform/platform.ts'
import { createTestClock } from '../delivery/outbox/testing/create-test-clock.ts'
import {
  createTestPlatform as createPagePlatform,
  createTestSyncStore,
} from '../delivery/outbox/testing/create-test-platform.ts'
import { settle } from './settle.ts'

export interface TestPlatform extends Platform {
  syncStore: SyncStore
  /** Advances the clocks and runs the timers and idle callbacks that become due. */
  advance(ms: number): Promise<void>
  fire(event: LifecycleEvent): void
  /** The next results of `random`. */
  draws: number[]
  /** Sets back only the wall clock. */
  setBack(ms: number): void
}

/**
 * A page without a network. Its time stands still until `advance`, which lets promises settle between timers. Idle
 * callbacks run 5 ms after the request.
 */
export function createTestPlatform(syncStore: SyncStore = createTestSyncStore()): TestPlatform {
  const clock = createTestClock(0)
  const page = createPagePlatform({ clock, acceptsOnExit: () => false })
  let epoch = Date.UTC(2026, 10, 2)
  const draws: number[] = []
  let seed = 1
  return {
    ...page,
    draws,
    syncStore,
    now: () => epoch + clock.now(),
    random() {
      // A linear congruential generator gives the same numbers in each test.
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
      return draws.shift() ?? seed / 2 ** 32
    },
    whenIdle: (run, withinMs) => clock.setTimer(run, Math.min(5, withinMs)),
    fire: page.life,
    setBack(ms) {
      epoch -= ms
    },
    async advance(ms) {
      const end = clock.now() + ms
      do await settle()
      while (clock.step(end))
      clock.advance(end - clock.now())
    },
  }
}
