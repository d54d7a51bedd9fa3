/** A distribution by its quantile function: cumulative shares from 0 to 1 and the values there, both ascending. */
export type Quantiles = readonly [shares: readonly number[], values: readonly number[]]

/** Values, and how often each occurs; the weights need no particular sum. */
export type Weights<Value> = readonly [values: readonly Value[], weights: readonly number[]]

/** The value at cumulative share `share` (0 to 1), linear between the given points. */
export function quantileAt([shares, values]: Quantiles, share: number): number {
  const above = shares.findIndex(known => share <= known)
  const high = values.at(above) ?? Number.NaN
  if (above <= 0) return high
  const low = values[above - 1] ?? Number.NaN
  const [from = 0, to = 1] = shares.slice(above - 1, above + 1)
  return to === from ? high : low + ((high - low) * (share - from)) / (to - from)
}

/** One of the values, each as often as its weight says. */
export function pick<Value>([values, weights]: Weights<Value>, random: () => number): Value {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let left = random() * total
  const index = weights.findIndex(weight => {
    left -= weight
    return left < 0
  })
  const value = values.at(index)
  if (value === undefined) throw new RangeError('weights: at least one value is needed')
  return value
}

/** A share that opposes `other` in `strength` of the cases and is free of it else: uniform, as both its parts are. */
export const opposing = (other: number, strength: number, random: () => number): number =>
  random() < strength ? 1 - other : random()
