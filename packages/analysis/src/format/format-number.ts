/**
 * Formats a number with up to six significant digits. Numbers below 1e-4 and from 1e9 on, by absolute value, have an
 * exponent and four significant digits. `null` gives `–`.
 */
export function formatNumber(value: number | null): string {
  if (value === null) return '–'
  if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e9)) return value.toExponential(3)
  return String(Number(value.toPrecision(6)))
}
