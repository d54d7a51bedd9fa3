import { Z_975 } from './normal.ts'

/**
 * Wilson's 95 % interval (1927) of a rate k / n, 0 ≤ k ≤ n, n ≥ 1. The interval holds for a fixed n, not under peeking.
 */
export function wilson(k: number, n: number): [number, number] {
  const square = Z_975 * Z_975
  const rate = k / n
  const centre = (rate + square / (2 * n)) / (1 + square / n)
  const half = (Z_975 * Math.sqrt((rate * (1 - rate)) / n + square / (4 * n * n))) / (1 + square / n)
  // The formula gives exactly 0 or 1 here, but rounding does not.
  return [k === 0 ? 0 : centre - half, k === n ? 1 : centre + half]
}
