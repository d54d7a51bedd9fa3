import { upperIncompleteGamma } from './incomplete-gamma.ts'

/** The 0.975 quantile of the standard normal distribution. */
export const Z_975 = 1.959963984540054

/** P(|Z| ≥ |z|) of the standard normal distribution: `upperIncompleteGamma` Q(½, z²/2), DLMF 7.11.2. */
export function normalTwoSided(z: number): number {
  return upperIncompleteGamma(0.5, (z * z) / 2)
}
