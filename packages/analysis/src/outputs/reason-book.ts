import type { Reasons } from '@shadow-mode/protocol'
import type { Defined } from '../statistics/defined.ts'

/** Turns a statistic into a finite number, or into `null` with an entry in `reasons`. */
export interface ReasonBook {
  reasons: Reasons
  number(path: string, value: number): number | null
  /** Returns the value. If there is none, it returns `null` and records the reason under every path. */
  take<T>(statistic: Defined<T>, ...paths: string[]): T | null
}

const NOT_FINITE = 'the result is too large for a number'

export function createReasonBook(): ReasonBook {
  const reasons: Reasons = {}
  return {
    reasons,
    number(path, value) {
      if (Number.isFinite(value)) return value
      reasons[path] = NOT_FINITE
      return null
    },
    take(statistic, ...paths) {
      if (statistic.defined) return statistic.value
      for (const path of paths) reasons[path] = statistic.reason
      return null
    },
  }
}
