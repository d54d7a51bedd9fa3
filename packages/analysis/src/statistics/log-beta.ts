import { stirlingCorrection } from './stirling-correction.ts'

/** The logarithm ln B(a, b) of the beta function, for a, b > 0. Uses Stirling's formula and `stirlingCorrection`. */
export function logBeta(a: number, b: number): number {
  const n = a + b
  return (
    (a - 0.5) * Math.log(a) +
    (b - 0.5) * Math.log(b) -
    (n - 0.5) * Math.log(n) +
    0.5 * Math.log(2 * Math.PI) +
    stirlingCorrection(a) +
    stirlingCorrection(b) -
    stirlingCorrection(n)
  )
}
