import { logBeta } from '../statistics/log-beta.ts'

/**
 * Returns the log density of the posterior Beta(k + 1, n − k + 1) of a rate, after k hits in n trials and with a
 * uniform prior. At the true rate, 1 / density is a martingale that starts at 1 (Robbins' uniform mixture). So the
 * probability that the density ever falls to alpha is at most alpha.
 */
export function logPosterior(k: number, n: number): (rate: number) => number {
  const constant = -logBeta(k + 1, n - k + 1)
  return rate => {
    const hits = k === 0 ? 0 : k * Math.log(rate)
    const misses = k === n ? 0 : (n - k) * Math.log1p(-rate)
    return constant + hits + misses
  }
}
