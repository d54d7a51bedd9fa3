import { upperIncompleteGamma } from './incomplete-gamma.ts'

/** P(X ≥ x) of the χ² distribution with `df` > 0 degrees of freedom: `upperIncompleteGamma` Q(df/2, x/2). */
export function chi2Survival(x: number, df: number): number {
  return upperIncompleteGamma(df / 2, x / 2)
}
