/** Whether all values are equal. `true` for no values. A computed variance cannot tell, because it is rounded. */
export function isConstant(values: Float64Array): boolean {
  const first = values[0]
  return values.every(value => value === first)
}
