import { continuedFraction } from './continued-fraction.ts'
import { stirlingCorrection } from './stirling-correction.ts'

// ln(1 + u) − u. `ratio` is 1 + u, computed without cancellation.
const excess = (u: number, ratio: number): number => (u < -0.5 ? Math.log(ratio) : Math.log1p(u)) - u

/**
 * x^a y^b / B(a, b) for y = 1 − x and the beta function B, without the cancellation of large logarithms (Loader 2000,
 * "Fast and accurate computation of binomial probabilities").
 */
function kernel(a: number, b: number, x: number, y: number): number {
  const n = a + b
  const shift = x * b - y * a
  const exponent = a * excess(shift / a, (x * n) / a) + b * excess(-shift / b, (y * n) / b)
  const correction = stirlingCorrection(n) - stirlingCorrection(a) - stirlingCorrection(b)
  return Math.exp(exponent + correction) * Math.sqrt(a / (2 * Math.PI)) * Math.sqrt(b / n)
}

/**
 * The regularised incomplete beta function I_x(a, b) for a, b > 0. The caller passes y = 1 − x, because subtracting
 * here would lose digits. Uses the continued fraction DLMF 8.17.22. In the lower tail, the tests hold the relative
 * error below 1e-9.
 */
export function incompleteBeta(a: number, b: number, x: number, y: number): number {
  if (x <= 0) return 0
  if (y <= 0) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, y, x)
  const fraction = continuedFraction(1, i => {
    const m = Math.floor(i / 2)
    const d =
      i % 2 === 0
        ? (m * (b - m) * x) / ((a + i - 1) * (a + i))
        : (-(a + m) * (a + b + m) * x) / ((a + i - 1) * (a + i))
    return [d, 1]
  })
  return kernel(a, b, x, y) / (a * fraction)
}
