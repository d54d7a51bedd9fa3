/**
 * The quantile q, 0 ≤ q ≤ 1, of values in ascending order. Interpolates linearly (Hyndman & Fan 1996, type 7), as R and
 * NumPy do by default.
 *
 * @throws {RangeError} if there are no values.
 */
export function quantile(sorted: Float64Array, q: number): number {
  const position = (sorted.length - 1) * q
  const below = sorted[Math.floor(position)]
  const above = sorted[Math.ceil(position)]
  if (below === undefined || above === undefined)
    throw new RangeError(`No quantile ${q} of ${sorted.length} values`)
  return below === above ? below : below + (above - below) * (position - Math.floor(position))
}
