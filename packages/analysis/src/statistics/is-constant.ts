/** Whether all values are equal. A computed spread cannot tell, because the mean is rounded. */
export function isConstant(values: Float64Array): boolean {
  const first = values[0]
  return values.every(value => value === first)
}
