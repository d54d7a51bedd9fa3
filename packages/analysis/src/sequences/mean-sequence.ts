import { ALPHA } from './confidence.ts'

/** The number of pairs at which the sequence is tightest. It is a constant because it must not depend on the data. */
const TIGHTEST_AT = 1_000

export interface MeanSequenceInput {
  mean: number
  /** Σ (x − mean)². */
  squares: number
  /** Number of values. */
  n: number
  /** The factor by which clusters shrink `n`. It is 1 for independent values. */
  designEffect: number
  /** The expected largest value minus the expected smallest value. */
  range: number
}

/**
 * An asymptotic confidence sequence of a mean (Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas, "Time-uniform central limit
 * theory and asymptotic confidence sequences", 2021, theorem 2.2). It is Robbins' normal mixture with the estimated
 * variance. Appendix B.2 gives rho for `TIGHTEST_AT`.
 *
 * The variance includes two extra values, one range above the mean and one range below it. Without them, 200 equal scores
 * would pass any margin, even if one in 1,000 is off by the whole range. Their weight shrinks with 1/n.
 *
 * Returns `null` for fewer than two values, and if the variance is 0 or not finite.
 */
export function meanSequence(input: MeanSequenceInput, alpha: number = ALPHA): [number, number] | null {
  const { mean, squares, range } = input
  const n = input.n / input.designEffect
  if (input.n < 2) return null
  const variance = squares / (input.n - 1) + (2 * range * range) / n
  if (!(variance > 0) || !Number.isFinite(variance)) return null
  const log = -2 * Math.log(alpha)
  const rho2 = (log + Math.log(log) + 1) / TIGHTEST_AT
  const spread = n * rho2 + 1
  const half = Math.sqrt(variance * ((2 * spread) / (n * n * rho2)) * Math.log(Math.sqrt(spread) / alpha))
  return [mean - half, mean + half]
}
