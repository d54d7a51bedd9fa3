import { incompleteBeta } from './incomplete-beta.ts'
import { logBeta } from './log-beta.ts'

/**
 * P(|T| ≥ |t|) of Student's t with `df` > 0 degrees of freedom: `incompleteBeta` I_x(df/2, ½) at x = df/(df + t²),
 * DLMF 8.17(iii).
 */
export function studentTwoSided(t: number, df: number): number {
  const square = t * t
  if (square === Infinity) return 0
  return incompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square))
}

function density(t: number, df: number): number {
  const exponent = -((df + 1) / 2) * Math.log1p((t * t) / df) - logBeta(df / 2, 0.5)
  return Math.exp(exponent) / Math.sqrt(df)
}

/**
 * The t > 0 that |T| exceeds with probability `p`, 0 < p < 1. For example, 0.05 gives the 0.975 quantile. Uses Newton's
 * method from 0. The tail is convex, so every step approaches the root from below. A step that does not increase t is
 * rounding, and ends the search.
 *
 * @throws {RangeError} if 1,000 steps do not end the search.
 */
export function studentTwoSidedQuantile(p: number, df: number): number {
  let t = 0
  for (let i = 0; i < 1000; i++) {
    const next = t + (studentTwoSided(t, df) - p) / (2 * density(t, df))
    if (!(next > t)) return t
    t = next
  }
  throw new RangeError(`No quantile of Student's t for p = ${p}, df = ${df}`)
}
