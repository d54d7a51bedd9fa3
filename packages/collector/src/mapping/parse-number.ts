export type DecimalSeparator = '.' | ','

const POINT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const COMMA = /^[+-]?(?:(?:\d+|\d{1,3}(?:\.\d{3})+),?\d*|,\d+)(?:[eE][+-]?\d+)?$/
const WHOLE = /^[+-]?\d+$/

/**
 * Parses a decimal number. `undefined` if the text is not a number, or a whole number that a JavaScript number cannot
 * hold. With a decimal comma, points may group the thousands.
 */
export function parseNumber(text: string, decimal: DecimalSeparator): number | undefined {
  const trimmed = text.trim()
  if (!(decimal === ',' ? COMMA : POINT).test(trimmed)) return undefined
  const plain = decimal === ',' ? trimmed.replaceAll('.', '').replace(',', '.') : trimmed
  const value = Number(plain)
  if (!Number.isFinite(value)) return undefined
  return WHOLE.test(plain) && !Number.isSafeInteger(value) ? undefined : value
}
