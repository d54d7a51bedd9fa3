import type { ModelName } from '../encoding/index.ts'

/** The number of calls by their x-shadow-mode header. `none` counts those without one. */
interface CallCounts {
  total: number
  byShadowMode: { none: number; live: number; candidate: number; other: number }
}

export interface CallLog {
  count: (model: ModelName, shadowMode: string | undefined) => void
  counts: () => Record<ModelName, CallCounts>
  clear: () => void
}

const nothing = (): CallCounts => ({
  total: 0,
  byShadowMode: { none: 0, live: 0, candidate: 0, other: 0 },
})

/** Counts calls when they arrive, also if they are never answered. */
export function createCallLog(): CallLog {
  let counts = { live: nothing(), candidate: nothing() }
  return {
    count(model, shadowMode = 'none') {
      const key =
        shadowMode === 'none' || shadowMode === 'live' || shadowMode === 'candidate' ? shadowMode : 'other'
      counts[model].total += 1
      counts[model].byShadowMode[key] += 1
    },
    counts: () => counts,
    clear() {
      counts = { live: nothing(), candidate: nothing() }
    },
  }
}
