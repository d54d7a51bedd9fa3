import type { Plan } from '@shadow-mode/protocol'
import type { Platform } from '../../core/platform/platform.ts'

const SECONDS = 60

interface Spent {
  second: number
  requests: number
  bytes: number
}

export interface Budget {
  /** Whether the calls of the last minute have used up the budget. */
  isSpent(plan: Pick<Plan, 'maxRequestsPerMinute' | 'maxBytesPerMinute'>): boolean
  spend(what: { requests?: number; bytes?: number }): void
}

/**
 * Tracks what the shadow calls of this tab used in the last 60 seconds, per second. The budget is per tab: sharing it would
 * need a synchronous write for each call, or a channel that keeps the page out of the bfcache. The slots limit the
 * concurrent calls of all tabs.
 */
export function createBudget(platform: Pick<Platform, 'monotonic'>): Budget {
  const spent: Spent[] = []
  const second = () => Math.floor(platform.monotonic() / 1_000)
  return {
    isSpent({ maxRequestsPerMinute, maxBytesPerMinute }) {
      while (spent[0] && spent[0].second <= second() - SECONDS) spent.shift()
      let requests = 0
      let bytes = 0
      for (const one of spent) {
        requests += one.requests
        bytes += one.bytes
      }
      return requests >= maxRequestsPerMinute || bytes >= maxBytesPerMinute
    },
    spend({ requests = 0, bytes = 0 }) {
      let last = spent.at(-1)
      if (last?.second !== second()) {
        last = { second: second(), requests: 0, bytes: 0 }
        spent.push(last)
      }
      last.requests += requests
      last.bytes += bytes
    },
  }
}
