import { ALPHA } from './confidence.ts'

/** The number of pairs at which the sequence is tightest. Fixed beforehand: it must not be chosen by looking. */
const TIGHTEST_AT = 1_000

export interface MeanSequenceInput {
  mean: number
  /** Σ (x − mean)². */
  squares: number
  /** Number of values. */
  n: number
  /** By how much clusters shrink `n`; 1 when the values are independent. */
  designEffect: number
  /** Largest minus smallest value that the compared quantity can be expected to take. */
  range: number
}

/**
 * Confidence sequence of a mean: the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas
 * ("Time-uniform central limit theory and asymptotic confidence sequences", 2021, theorem 2.2: Robbins' normal mixture
 * with the estimated variance), with rho tuned to `TIGHTEST_AT` by their appendix B.2.
 *
 * Its variance is estimated as if two more values had been seen, one range above and one below the mean. An asymptotic
 * interval knows only the values it saw: without them, 200 equal scores would pass any margin, though one in 1,000
 * might be off by the whole scale. The term shrinks with 1/n. `null` when nothing varies at all.
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
