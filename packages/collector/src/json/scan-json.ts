import { JsonScanError } from './json-scan-error.ts'

/** Character codes of JSON's punctuation. */
export const QUOTE = 0x22
export const COMMA = 0x2c
export const COLON = 0x3a
export const OPEN_ARRAY = 0x5b
export const CLOSE_ARRAY = 0x5d
export const OPEN_OBJECT = 0x7b
export const CLOSE_OBJECT = 0x7d
const BACKSLASH = 0x5c
const MINUS = 0x2d
const PLUS = 0x2b
const POINT = 0x2e
const ZERO = 0x30
const LETTER_U = 0x75

/** Characters after a backslash, without `u`. */
const ESCAPED = new Set(Array.from('"\\/bfnrt', char => char.charCodeAt(0)))

export const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
const isDigit = (code: number): boolean => code >= ZERO && code <= 0x39
// The bit 0x20 makes ASCII letters lower case.
const isHex = (code: number): boolean => isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66)
const isExponent = (code: number): boolean => (code | 0x20) === 0x65

/** Returns the index of the first character from `from` on that is not white space. */
export function skipSpace(text: string, from: number): number {
  let at = from
  while (isSpace(text.charCodeAt(at))) at++
  return at
}

/**
 * Returns the index after the closing quote, or -1 when the string does not end. `from` is the opening quote. The text is
 * valid JSON.
 */
export function findStringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) return at + 1
    if (code === BACKSLASH) at++
  }
  return -1
}

/**
 * Returns the index after the string that starts at `from`.
 *
 * @throws {JsonScanError} There is no valid string.
 */
export function skipString(text: string, from: number): number {
  if (text.charCodeAt(from) !== QUOTE) throw new JsonScanError('malformed', from)
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) return at + 1
    if (code === BACKSLASH) at = findEscapeEnd(text, at + 1)
    else if (code < 0x20) throw new JsonScanError('malformed', at)
  }
  throw new JsonScanError('malformed', text.length)
}

/** Returns the index of an escape's last character. `at` is the index after the backslash. */
function findEscapeEnd(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (ESCAPED.has(code)) return at
  if (code !== LETTER_U) throw new JsonScanError('malformed', at)
  for (let digit = at + 1; digit <= at + 4; digit++) {
    if (!isHex(text.charCodeAt(digit))) throw new JsonScanError('malformed', digit)
  }
  return at + 4
}

/**
 * Returns the index after the string, number or literal that starts at `from`.
 *
 * @throws {JsonScanError} There is none.
 */
export function skipScalar(text: string, from: number): number {
  const code = text.charCodeAt(from)
  if (code === QUOTE) return skipString(text, from)
  if (code === MINUS || isDigit(code)) return skipNumber(text, from)
  for (const literal of ['true', 'false', 'null']) {
    if (text.startsWith(literal, from)) return from + literal.length
  }
  throw new JsonScanError('malformed', from)
}

// A loop, because the backtracking of a regular expression could exhaust the stack on a number of a million digits.
function skipNumber(text: string, from: number): number {
  let at = text.charCodeAt(from) === MINUS ? from + 1 : from
  at = text.charCodeAt(at) === ZERO ? at + 1 : skipDigits(text, at)
  if (text.charCodeAt(at) === POINT) at = skipDigits(text, at + 1)
  if (!isExponent(text.charCodeAt(at))) return at
  const sign = text.charCodeAt(at + 1)
  return skipDigits(text, sign === PLUS || sign === MINUS ? at + 2 : at + 1)
}

function skipDigits(text: string, from: number): number {
  let at = from
  while (isDigit(text.charCodeAt(at))) at++
  if (at === from) throw new JsonScanError('malformed', at)
  return at
}
