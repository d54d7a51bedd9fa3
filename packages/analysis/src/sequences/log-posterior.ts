import { logBeta } from '../statistics/log-beta.ts'

/**
 * Returns ln of the Beta(k + 1, n − k + 1) density as a function of the rate. The inverse of this density is the wealth of
 * Robbins' uniform mixture against the true rate. That wealth is a martingale that starts at 1.
 */
export function logPosterior(k: number, n: number): (rate: number) => number {
  const constant = -logBeta(k + 1, n - k + 1)
  return rate => {
    const hits = k === 0 ? 0 : k * Math.log(rate)
    const misses = k === n ? 0 : (n - k) * Math.log1p(-rate)
    return constant + hits + misses
  }
}
