import type { Pair, Role } from '@shadow-mode/protocol'
import { createFloat64Column } from '../columns/float64-column.ts'
import { createUint32Column } from '../columns/uint32-column.ts'

/** Durations in milliseconds, and the subject code of each. */
export interface Durations {
  values: Float64Array
  clusters: Uint32Array
}

/** The durations of sides that answered `ok`. `difference` is candidate − live, for pairs where both did. */
export interface LatencyColumns {
  add(pair: Pair, cluster: number): void
  columns(): Record<Role | 'difference', Durations>
}

const createColumn = () => ({ values: createFloat64Column(), clusters: createUint32Column() })

export function createLatencyColumns(): LatencyColumns {
  const [live, candidate, difference] = [createColumn(), createColumn(), createColumn()]
  const push = (column: typeof live, value: number, cluster: number): void => {
    column.values.push(value)
    column.clusters.push(cluster)
  }
  const view = (column: typeof live): Durations => ({
    values: column.values.values(),
    clusters: column.clusters.values(),
  })
  return {
    add(pair, cluster) {
      const liveOk = pair.live.status === 'ok'
      const candidateOk = pair.candidate.status === 'ok'
      if (liveOk) push(live, pair.live.durationMs, cluster)
      if (candidateOk) push(candidate, pair.candidate.durationMs, cluster)
      if (liveOk && candidateOk) push(difference, pair.candidate.durationMs - pair.live.durationMs, cluster)
    },
    columns: () => ({ live: view(live), candidate: view(candidate), difference: view(difference) }),
  }
}
