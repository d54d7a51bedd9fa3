import { incompleteBeta } from './incomplete-beta.ts'

/**
 * P(X ≤ k) for X ~ Binomial(n, ½), 0 ≤ k ≤ n. It is `incompleteBeta` I_½(n − k, k + 1) (DLMF 8.17.5), and 1 for k = n.
 */
export function fairBinomialCdf(k: number, n: number): number {
  return k >= n ? 1 : incompleteBeta(n - k, k + 1, 0.5, 0.5)
}
