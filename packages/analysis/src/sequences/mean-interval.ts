import { ALPHA } from './confidence.ts'

/**
 * The effective number of values at which the sequence is tightest. A constant, because it must not depend on the data.
 */
const TIGHTEST_AT = 1_000

export interface MeanIntervalInput {
  mean: number
  /** Σ (x − mean)² over the values x. */
  squares: number
  /** Number of values. */
  n: number
  /** `n` divided by this factor is the effective number of values. 1 for independent values. */
  designEffect: number
  /** How far each of the two extra values (see `meanInterval`) lies from the mean. */
  range: number
}

/**
 * The interval of an asymptotic confidence sequence for a mean (Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas,
 * "Time-uniform central limit theory and asymptotic confidence sequences", 2021, theorem 2.2). The sequence is Robbins'
 * normal mixture with the estimated variance. Its parameter rho follows from `TIGHTEST_AT` (appendix B.2).
 *
 * The variance includes two extra values, one `range` above the mean and one `range` below it. Without the extra
 * values, 200 equal values would give an interval of width 0, although one value in 1,000 of all traffic may be off by
 * `range`. The weight of the extra values shrinks with 1/n.
 *
 * Returns `null` for fewer than two values, and if the variance is 0 or not finite.
 */
export function meanInterval(input: MeanIntervalInput, alpha: number = ALPHA): [number, number] | null {
  const { mean, squares, range } = input
  const n = input.n / input.designEffect
  if (input.n < 2) return null
  const variance = squares / (input.n - 1) + (2 * range * range) / n
  if (!(variance > 0) || !Number.isFinite(variance)) return null
  const logTerm = -2 * Math.log(alpha)
  const rho2 = (logTerm + Math.log(logTerm) + 1) / TIGHTEST_AT
  const spread = n * rho2 + 1
  const half = Math.sqrt(variance * ((2 * spread) / (n * n * rho2)) * Math.log(Math.sqrt(spread) / alpha))
  return [mean - half, mean + half]
}
