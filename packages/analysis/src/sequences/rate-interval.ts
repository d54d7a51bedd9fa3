import { bisect } from './bisect.ts'
import { ALPHA } from './confidence.ts'
import { logPosterior } from './log-posterior.ts'

/**
 * The interval of a confidence sequence for a rate, after k hits in n independent trials. k and n can be fractions,
 * because callers divide them by a design effect. The interval contains every rate whose Beta(1, 1) prior-to-posterior
 * ratio is below 1/alpha. The intervals of all n hold together, however often the caller looks (Robbins 1970,
 * "Statistical methods related to the law of the iterated logarithm"; Waudby-Smith & Ramdas 2020, "Confidence sequences
 * for sampling without replacement", proposition 2.1). For n = 0 the interval is [0, 1].
 */
export function rateInterval(k: number, n: number, alpha: number = ALPHA): [number, number] {
  if (n <= 0) return [0, 1]
  const logDensity = logPosterior(k, n)
  const plausible = (rate: number): boolean => logDensity(rate) > Math.log(alpha)
  const rate = k / n
  return [plausible(0) ? 0 : bisect(rate, 0, plausible), plausible(1) ? 1 : bisect(rate, 1, plausible)]
}
