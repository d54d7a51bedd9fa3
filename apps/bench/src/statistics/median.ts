/** The median. For an even number of values, the mean of the middle two. Throws a RangeError for no values. */
export function median(values: ArrayLike<number>): number {
  if (values.length === 0) throw new RangeError('values: expected at least one for a median')
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}
