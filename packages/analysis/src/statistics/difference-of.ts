/** candidate − live, value by value, of two columns of equal length. */
export function differenceOf(live: Float64Array, candidate: Float64Array): Float64Array {
  return candidate.map((value, i) => value - (live[i] ?? Number.NaN))
}
