/** Up to six significant digits. Very small and very large numbers have an exponent. `null` gives `–`. */
export function formatNumber(value: number | null): string {
  if (value === null) return '–'
  if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e9)) return value.toExponential(3)
  return String(Number(value.toPrecision(6)))
}
