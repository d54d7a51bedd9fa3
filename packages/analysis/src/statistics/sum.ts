/** Sums with Neumaier's compensation (1974), which keeps the rounding error small. Returns 0 for an empty array. */
export function sum(values: Float64Array): number {
  let total = 0
  let compensation = 0
  for (const value of values) {
    const next = total + value
    compensation += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total
    total = next
  }
  // The compensation is NaN after an overflow, so return the plain sum.
  return Number.isFinite(total) ? total + compensation : total
}
