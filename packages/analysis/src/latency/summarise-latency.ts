import type { Quantiles, Report, Role } from '@shadow-mode/protocol'
import { createNullReasons } from '../outputs/null-reasons.ts'
import { quantile } from '../statistics/quantile.ts'
import { sum } from '../statistics/sum.ts'
import type { LatencyColumns } from './latency-columns.ts'
import { LATENCY_STATISTICS } from './latency-statistics.ts'

/** Summarises latency in milliseconds. `quantile` computes the quantiles. */
export function summariseLatency(columns: ReturnType<LatencyColumns['columns']>): Report['latency'] {
  const nulls = createNullReasons()
  const summarise = (name: Role | 'difference'): Quantiles => {
    const sorted = columns[name].values.toSorted()
    const n = sorted.length
    if (n === 0) {
      for (const statistic of LATENCY_STATISTICS)
        nulls.reasons[`${name}.${statistic}`] =
          name === 'difference'
            ? 'there is no pair with a duration in which both models answered ok'
            : 'no call with a duration answered ok'
      return { n, p50: null, p90: null, p95: null, p99: null, mean: null, min: null, max: null }
    }
    const quantileOrNull = (statistic: string, q: number) =>
      nulls.finiteOrNull(`${name}.${statistic}`, quantile(sorted, q))
    return {
      n,
      p50: quantileOrNull('p50', 0.5),
      p90: quantileOrNull('p90', 0.9),
      p95: quantileOrNull('p95', 0.95),
      p99: quantileOrNull('p99', 0.99),
      mean: nulls.finiteOrNull(`${name}.mean`, sum(sorted) / n),
      min: quantileOrNull('min', 0),
      max: quantileOrNull('max', 1),
    }
  }
  return {
    live: summarise('live'),
    candidate: summarise('candidate'),
    difference: summarise('difference'),
    reasons: nulls.reasons,
  }
}
