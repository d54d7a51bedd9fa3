/** True when all values are the same: then their spread is exactly 0, whatever rounding makes of their mean. */
export function isConstant(values: Float64Array): boolean {
  const first = values[0]
  return values.every(value => value === first)
}
