import { type Defined, defined, undefinedBecause } from './defined.ts'
import { isConstant } from './is-constant.ts'
import { sum } from './sum.ts'
import { sumOfSquares } from './sum-of-squares.ts'

/** Pearson's correlation (1895) of two columns of equal length: `x` from the live model, `y` from the candidate. */
export function pearson(x: Float64Array, y: Float64Array): Defined<number> {
  if (x.length < 2) return undefinedBecause('needs at least two pairs')
  if (isConstant(x)) return undefinedBecause('every live value is equal')
  if (isConstant(y)) return undefinedBecause('every candidate value is equal')
  const meanX = sum(x) / x.length
  const meanY = sum(y) / y.length
  const products = sum(x.map((value, i) => (value - meanX) * ((y[i] ?? Number.NaN) - meanY)))
  // Taking each square root first avoids an overflow of the product.
  const scale = Math.sqrt(sumOfSquares(x, meanX)) * Math.sqrt(sumOfSquares(y, meanY))
  if (!Number.isFinite(scale))
    return undefinedBecause('the values differ too much for floating-point numbers')
  if (scale === 0) return undefinedBecause('the values differ too little for floating-point numbers')
  const r = products / scale
  return defined(r > 1 ? 1 : r < -1 ? -1 : r)
}
