import type { Plan } from '@shadow-mode/protocol'
import type { Platform } from '../../core/platform/platform.ts'

const WINDOW_SECONDS = 60

interface Usage {
  second: number
  requests: number
  bytes: number
}

export interface Budget {
  /** Returns whether the shadow calls of the last minute have used up the budget of `plan`. */
  isSpent(plan: Pick<Plan, 'maxRequestsPerMinute' | 'maxBytesPerMinute'>): boolean
  spend(amount: { requests?: number; bytes?: number }): void
}

/**
 * Counts the requests and bytes of this tab's shadow calls in the last 60 seconds, per second. The budget is not shared
 * between tabs, because that would need a synchronous write for each call, or a channel that keeps the page out of the
 * bfcache. The slots limit the concurrent calls of all tabs.
 */
export function createBudget(platform: Pick<Platform, 'monotonic'>): Budget {
  const usage: Usage[] = []
  const second = () => Math.floor(platform.monotonic() / 1_000)
  return {
    isSpent({ maxRequestsPerMinute, maxBytesPerMinute }) {
      while (usage[0] && usage[0].second <= second() - WINDOW_SECONDS) usage.shift()
      let requests = 0
      let bytes = 0
      for (const used of usage) {
        requests += used.requests
        bytes += used.bytes
      }
      return requests >= maxRequestsPerMinute || bytes >= maxBytesPerMinute
    },
    spend({ requests = 0, bytes = 0 }) {
      let last = usage.at(-1)
      if (last?.second !== second()) {
        last = { second: second(), requests: 0, bytes: 0 }
        usage.push(last)
      }
      last.requests += requests
      last.bytes += bytes
    },
  }
}
