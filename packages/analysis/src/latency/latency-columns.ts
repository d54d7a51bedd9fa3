import type { Pair, Role } from '@shadow-mode/protocol'
import type { ClusteredValues } from '../columns/clustered-values.ts'
import { createFloat64Column } from '../columns/float64-column.ts'
import { createUint32Column } from '../columns/uint32-column.ts'

/**
 * Collects the durations of the sides that answered `ok`, in milliseconds. `difference` is candidate − live, for the
 * pairs in which both sides answered `ok`. A log may have pairs without durations.
 */
export interface LatencyColumns {
  add(pair: Pair, cluster: number): void
  columns(): Record<Role | 'difference', ClusteredValues>
}

const createColumn = () => ({ values: createFloat64Column(), clusters: createUint32Column() })

export function createLatencyColumns(): LatencyColumns {
  const [live, candidate, difference] = [createColumn(), createColumn(), createColumn()]
  const push = (column: typeof live, value: number, cluster: number): void => {
    column.values.push(value)
    column.clusters.push(cluster)
  }
  const view = (column: typeof live): ClusteredValues => ({
    values: column.values.values(),
    clusters: column.clusters.values(),
  })
  return {
    add(pair, cluster) {
      const liveMs = pair.live.status === 'ok' ? pair.live.durationMs : undefined
      const candidateMs = pair.candidate.status === 'ok' ? pair.candidate.durationMs : undefined
      if (liveMs !== undefined) push(live, liveMs, cluster)
      if (candidateMs !== undefined) push(candidate, candidateMs, cluster)
      if (liveMs !== undefined && candidateMs !== undefined) push(difference, candidateMs - liveMs, cluster)
    },
    columns: () => ({ live: view(live), candidate: view(candidate), difference: view(difference) }),
  }
}
