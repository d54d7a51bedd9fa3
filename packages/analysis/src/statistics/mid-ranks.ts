// The first index whose value is not below (`inclusive` false) or is above (`inclusive` true) the value.
function bound(sorted: Float64Array, value: number, inclusive: boolean): number {
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

/** Ranks from 1; equal values share the mean of the ranks they take up. */
export function midRanks(values: Float64Array): Float64Array {
  const sorted = values.toSorted()
  return values.map(value => (bound(sorted, value, false) + 1 + bound(sorted, value, true)) / 2)
}
