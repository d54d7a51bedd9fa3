import type { Platform } from '../../core/platform/platform.ts'
import { retryDelay } from './retry-delay.ts'

/** Spares a collector that cannot take anything now. */
export interface Backoff {
  /** So long no attempt is made, in ms; not above 0 when one may be. */
  leftMs(): number
  /** An attempt failed. `wishedMs`: the collector said how long to wait. */
  failed(wishedMs: number | undefined): void
  succeeded(): void
  /** An attempt may be made at once. If it fails too, the next wait is longer all the same. */
  skip(): void
}

export function createBackoff(platform: Pick<Platform, 'monotonic' | 'random'>): Backoff {
  let failures = 0
  let until = 0

  return {
    leftMs: () => until - platform.monotonic(),
    failed(wishedMs) {
      until = platform.monotonic() + (wishedMs ?? retryDelay(failures++, platform.random()))
    },
    succeeded() {
      failures = 0
      until = 0
    },
    skip() {
      until = 0
    },
  }
}
