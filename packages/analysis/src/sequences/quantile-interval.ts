import { bisect } from './bisect.ts'
import { logPosterior } from './log-posterior.ts'

/**
 * The interval of a confidence sequence for the quantile q, 0 < q < 1, of values in ascending order. A value is at or
 * below the true quantile with probability q, so the number of such values is binomial. `logPosterior` tells which
 * numbers are plausible. The order statistics at the lowest and the highest plausible number enclose the quantile,
 * after any number of values and for any distribution (Howard & Ramdas 2022, "Sequential estimation of quantiles",
 * section 3). Clustered values count as `sorted.length / designEffect` values. An end is `null` if there are too few
 * values.
 */
export function quantileInterval(
  sorted: Float64Array,
  q: number,
  designEffect: number,
  alpha: number,
): [number | null, number | null] {
  const n = sorted.length / designEffect
  if (n <= 0) return [null, null]
  const plausible = (share: number): boolean => logPosterior(share * n, n)(q) > Math.log(alpha)
  const lower = plausible(0) ? 0 : bisect(q, 0, plausible)
  const upper = plausible(1) ? 1 : bisect(q, 1, plausible)
  return [
    sorted[Math.ceil(lower * sorted.length) - 1] ?? null,
    upper === 1 ? null : (sorted[Math.floor(upper * sorted.length)] ?? null),
  ]
}
