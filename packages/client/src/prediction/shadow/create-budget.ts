import type { Plan } from '@shadow-mode/protocol'
import type { Platform } from '../../core/platform/platform.ts'

const SECONDS = 60

interface Spent {
  second: number
  requests: number
  bytes: number
}

export interface Budget {
  /** Whether the last minute's calls leave no room for another. */
  isSpent(plan: Pick<Plan, 'maxRequestsPerMinute' | 'maxBytesPerMinute'>): boolean
  spend(what: { requests?: number; bytes?: number }): void
}

/**
 * What this tab's shadow calls spent in the last 60 seconds, second by second. The tab's own: a count over all tabs
 * would cost each call a synchronous write, or the page its place in the bfcache; what all tabs may do at once is
 * bounded by the slots.
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
      if (last?.second !== second()) spent.push((last = { second: second(), requests: 0, bytes: 0 }))
      last.requests += requests
      last.bytes += bytes
    },
  }
}
