import { type Defined, defined, undefinedBecause } from './defined.ts'
import { normalTwoSided } from './normal.ts'

export interface Wilcoxon {
  /** W⁺, the sum of the ranks of the positive differences. */
  wPlus: number
  /** W⁻, the sum of the ranks of the negative differences. */
  wMinus: number
  /** min(W⁺, W⁻). */
  statistic: number
  z: number
  p: number
}

/**
 * Wilcoxon's two-sided signed-rank test (1945). Drops zeros and uses mid-ranks. Uses the normal approximation with tie
 * correction (Hollander & Wolfe 1999, 3.1) and without continuity correction. z belongs to the smaller rank sum, so z
 * is never positive. W⁺ and W⁻ show the direction of the differences.
 */
export function wilcoxon(differences: Float64Array): Defined<Wilcoxon> {
  const positive = differences.filter(d => d > 0).sort()
  const negative = differences
    .filter(d => d < 0)
    .map(d => -d)
    .sort()
  const n = positive.length + negative.length
  if (n === 0)
    return undefinedBecause(differences.length === 0 ? 'no pair to compare' : 'every difference is 0')
  let wPlus = 0
  let ties = 0
  let i = 0
  let j = 0
  while (i + j < n) {
    const size = Math.min(positive[i] ?? Infinity, negative[j] ?? Infinity)
    const before = i + j
    const firstPositive = i
    while (positive[i] === size) i++
    while (negative[j] === size) j++
    const tied = i + j - before
    wPlus += (i - firstPositive) * (before + (tied + 1) / 2)
    ties += tied ** 3 - tied
  }
  const total = (n * (n + 1)) / 2
  const deviation = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24 - ties / 48)
  const wMinus = total - wPlus
  const statistic = Math.min(wPlus, wMinus)
  const z = (statistic - total / 2) / deviation
  return defined({ wPlus, wMinus, statistic, z, p: normalTwoSided(z) })
}
