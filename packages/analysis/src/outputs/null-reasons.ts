import type { Reasons } from '@shadow-mode/protocol'
import type { Defined } from '../statistics/defined.ts'

/** Turns statistics without a value into `null`, and records why. */
export interface NullReasons {
  /** The recorded reasons by path. */
  reasons: Reasons
  /** Returns the value if it is finite. Otherwise returns `null` and records the reason under the path. */
  finiteOrNull(path: string, value: number): number | null
  /** Returns the value if it is defined. Otherwise returns `null` and records the reason under every path. */
  valueOrNull<T>(statistic: Defined<T>, ...paths: string[]): T | null
}

const NOT_FINITE = 'the result is too large for a number'

export function createNullReasons(): NullReasons {
  const reasons: Reasons = {}
  return {
    reasons,
    finiteOrNull(path, value) {
      if (Number.isFinite(value)) return value
      reasons[path] = NOT_FINITE
      return null
    },
    valueOrNull(statistic, ...paths) {
      if (statistic.defined) return statistic.value
      for (const path of paths) reasons[path] = statistic.reason
      return null
    },
  }
}
