import type { JsonValue } from '@shadow-mode/protocol'

// Matches an integer that may not fit 64 bits. It also matches whole strings, so that digits inside them are skipped.
const STRING_OR_LONG_INTEGER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d{19,}(?![\d.eE])/g

// `JSON.stringify` escapes only lone surrogates. An even number of backslashes before the escape are escaped
// backslashes.
const LONE_SURROGATE = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g

/** The JSON column refuses integers that exceed 64 bits, but accepts the same number with an exponent. */
function addExponent(token: string): string {
  if (token.startsWith('"')) return token
  const value = Number(token)
  return Math.abs(value) < 2 ** 63 ? token : value.toExponential()
}

/**
 * Returns the JSON text for the column `input`. The column holds only objects, so any other input becomes `{}`. Only
 * the column `raw` keeps other inputs, earlier duplicates of a key and digits beyond the precision of a double.
 *
 * @throws {RangeError} The input is nested too deeply to be serialized.
 */
export function toInputColumn(input: JsonValue | undefined): string {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return '{}'
  const text = JSON.stringify(input).replace(LONE_SURROGATE, '$1\\ufffd')
  return /\d{19}/.test(text) ? text.replace(STRING_OR_LONG_INTEGER, addExponent) : text
}
