import { median } from './median.ts'

export interface MedianRatio {
  ratio: number
  /** Two one-sided 95 % bounds by bootstrap. */
  lower95: number
  upper95: number
}

const redrawn = (values: readonly number[], random: () => number): number =>
  median(values.map(() => values[Math.floor(random() * values.length)] ?? 0))

/**
 * The ratio without the `base`, which is the cost of no work. If `under` is not above the base, the ratio is infinite.
 */
const ratioOf = (over: number, under: number, base: number): number =>
  under > base ? (over - base) / (under - base) : Number.POSITIVE_INFINITY

/**
 * The ratio of the median of `over` to the median of `under`, each without the median of `base`. Bootstraps it with the
 * percentile method. It draws the blocks of each arm separately, because their numbers may differ.
 */
export function medianRatio(
  { over, under, base }: Record<'over' | 'under' | 'base', readonly number[]>,
  random: () => number,
  resamples: number = 4_000,
): MedianRatio {
  const draws = Array.from({ length: resamples }, () =>
    ratioOf(redrawn(over, random), redrawn(under, random), redrawn(base, random)),
  ).toSorted((a, b) => a - b)
  const at = (share: number): number => draws[Math.min(resamples - 1, Math.floor(share * resamples))] ?? NaN
  return {
    ratio: ratioOf(median(over), median(under), median(base)),
    lower95: at(0.05),
    upper95: at(0.95),
  }
}
