// With `inclusive`, counts the values that are at most `value`. Without it, counts the values below `value`.
function countUpTo(sorted: Float64Array, value: number, inclusive: boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const at = sorted[middle] ?? Infinity
    if (at < value || (inclusive && at === value)) low = middle + 1
    else high = middle
  }
  return low
}

/** Ranks the values from 1. Equal values share the mean of their ranks. */
export function midRanks(values: Float64Array): Float64Array {
  const sorted = values.toSorted()
  return values.map(value => (countUpTo(sorted, value, false) + 1 + countUpTo(sorted, value, true)) / 2)
}
