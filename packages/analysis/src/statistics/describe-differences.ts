import { quantile } from './quantile.ts'
import { sum } from './sum.ts'
import { sumOfSquares } from './sum-of-squares.ts'

/** Statistics of the differences candidate − live. */
export interface PairedDifferences {
  mean: number
  median: number
  /** The sample standard deviation (n − 1). `null` for one pair. */
  sd: number | null
  meanAbs: number
  medianAbs: number
  p95Abs: number
  p99Abs: number
  maxAbs: number
  rmse: number
  quantiles: Record<'p05' | 'p25' | 'p50' | 'p75' | 'p95', number>
  /** How many differences are positive, negative and 0. */
  higher: number
  lower: number
  equal: number
}

/**
 * Describes the differences candidate − live. `quantile` computes the quantiles.
 *
 * @throws {RangeError} if there are no differences.
 */
export function describeDifferences(differences: Float64Array): PairedDifferences {
  const n = differences.length
  const sorted = differences.toSorted()
  const absolute = differences.map(Math.abs).sort()
  const mean = sum(differences) / n
  const median = quantile(sorted, 0.5)
  const higher = differences.reduce((count, d) => count + (d > 0 ? 1 : 0), 0)
  const lower = differences.reduce((count, d) => count + (d < 0 ? 1 : 0), 0)
  return {
    mean,
    median,
    sd: n < 2 ? null : Math.sqrt(sumOfSquares(differences, mean) / (n - 1)),
    meanAbs: sum(absolute) / n,
    medianAbs: quantile(absolute, 0.5),
    p95Abs: quantile(absolute, 0.95),
    p99Abs: quantile(absolute, 0.99),
    maxAbs: quantile(absolute, 1),
    rmse: Math.sqrt(sumOfSquares(differences, 0) / n),
    quantiles: {
      p05: quantile(sorted, 0.05),
      p25: quantile(sorted, 0.25),
      p50: median,
      p75: quantile(sorted, 0.75),
      p95: quantile(sorted, 0.95),
    },
    higher,
    lower,
    equal: n - higher - lower,
  }
}
