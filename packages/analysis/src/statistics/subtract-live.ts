/** Subtracts live from candidate, value by value. Both must have the same length. */
export function subtractLive(live: Float64Array, candidate: Float64Array): Float64Array {
  return candidate.map((value, i) => value - (live[i] ?? Number.NaN))
}
