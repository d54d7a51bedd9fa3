/**
 * The quantile q, 0 ≤ q ≤ 1, of values sorted in ascending order, by linear interpolation (Hyndman & Fan 1996, type 7:
 * the default of R and NumPy). Throws a RangeError for no values.
 */
export function quantile(sorted: Float64Array, q: number): number {
  const position = (sorted.length - 1) * q
  const below = sorted[Math.floor(position)]
  const above = sorted[Math.ceil(position)]
  if (below === undefined || above === undefined)
    throw new RangeError(`No quantile ${q} of ${sorted.length} values`)
  return below === above ? below : below + (above - below) * (position - Math.floor(position))
}
