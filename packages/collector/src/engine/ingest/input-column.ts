import type { JsonValue } from '@shadow-mode/protocol'

// A whole string, so that digits within one are passed over; or an integer that may not fit 64 bits.
const STRING_OR_LONG_INTEGER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d{19,}(?![\d.eE])/g

// `JSON.stringify` escapes surrogates only where they stand alone. An even number of backslashes before the escape
// belongs to the text before it.
const LONE_SURROGATE = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g

/** The JSON column refuses integers outside of 64 bits, and takes the same number with an exponent. */
function withExponent(token: string): string {
  if (token.startsWith('"')) return token
  const value = Number(token)
  return Math.abs(value) < 2 ** 63 ? token : value.toExponential()
}

/**
 * The text for the JSON column, which holds objects only: anything else is `{}` there and stays in `raw`, as do a
 * key's earlier duplicates and the digits that a double cannot hold. Throws RangeError for an input nested so deeply
 * that it cannot be written.
 */
export function inputColumn(input: JsonValue | undefined): string {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return '{}'
  const text = JSON.stringify(input).replace(LONE_SURROGATE, '$1\\ufffd')
  return /\d{19}/.test(text) ? text.replace(STRING_OR_LONG_INTEGER, withExponent) : text
}
