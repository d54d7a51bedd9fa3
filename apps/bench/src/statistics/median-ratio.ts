import { median } from './median.ts'

export interface MedianRatio {
  ratio: number
  /** Two one-sided 95 % bootstrap bounds. */
  lower95: number
  upper95: number
}

const redrawn = (values: readonly number[], random: () => number): number =>
  median(values.map(() => values[Math.floor(random() * values.length)] ?? 0))

/** Of medians over what `base`, no work at all, takes. Below that nothing is known: infinitely many times as much. */
const ratioOf = (over: number, under: number, base: number): number =>
  under > base ? (over - base) / (under - base) : Number.POSITIVE_INFINITY

/**
 * How many times as much as `under` is `over`, each less `base`: the ratio of the medians. Bootstrapped by blocks, each
 * arm's by itself (they may differ in number). Percentile method.
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
