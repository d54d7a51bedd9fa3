/**
 * A distribution as points of its quantile function: cumulative shares from 0 to 1 and their values, both ascending.
 */
export type Quantiles = readonly [shares: readonly number[], values: readonly number[]]

/** Values and their relative frequencies. The weights may have any sum. */
export type Weights<Value> = readonly [values: readonly Value[], weights: readonly number[]]

/** The value at the cumulative share `share` (0 to 1). It is linear between the given points. */
export function quantileAt([shares, values]: Quantiles, share: number): number {
  const above = shares.findIndex(known => share <= known)
  const high = values.at(above) ?? Number.NaN
  if (above <= 0) return high
  const low = values[above - 1] ?? Number.NaN
  const [from = 0, to = 1] = shares.slice(above - 1, above + 1)
  return to === from ? high : low + ((high - low) * (share - from)) / (to - from)
}

/** Draws one of the values with the given weights. */
export function pick<Value>([values, weights]: Weights<Value>, random: () => number): Value {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let left = random() * total
  const index = weights.findIndex(weight => {
    left -= weight
    return left < 0
  })
  const value = values.at(index)
  if (value === undefined) throw new RangeError('weights: expected at least one value')
  return value
}

/**
 * Returns `1 - other` with the probability `strength`, otherwise an independent share. If `other` is uniform, so is
 * this.
 */
export const opposing = (other: number, strength: number, random: () => number): number =>
  random() < strength ? 1 - other : random()
