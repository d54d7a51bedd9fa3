// Data must not control the terminal. Matches control characters (also line feed and tab), line and paragraph
// separators, and direction marks.
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Maximum length of a cell or name before escaping, in UTF-16 code units. */
const MAX_LENGTH = 120

/**
 * Cuts the text to `MAX_LENGTH` code units, then escapes unprintable characters as `\u` and four hexadecimal digits.
 */
export function toShortPrintable(text: string): string {
  return toPrintable(text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text)
}

/** Escapes unprintable characters as `\u` and four hexadecimal digits, without cutting the text. */
export function toPrintable(text: string): string {
  return text.replace(UNPRINTABLE, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
