/** The sum with Neumaier's compensation (1974): the error does not grow with the number of terms. 0 for no values. */
export function sum(values: Float64Array): number {
  let total = 0
  let compensation = 0
  for (const value of values) {
    const next = total + value
    compensation += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    total = next
  }
  // Beyond the largest double the compensation is NaN; the plain sum says infinity.
  return Number.isFinite(total) ? total + compensation : total
}
