import { sum } from './sum.ts'

/** Σ (x − centre)² over the values x, added with `sum`. */
export function sumOfSquares(values: Float64Array, centre: number): number {
  return sum(values.map(value => (value - centre) ** 2))
}
