// Data must not control the terminal. Matches control characters, line separators and marks that reorder text.
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** The longest cell or name, in UTF-16 code units. */
const MAX_LENGTH = 120

/** Escapes unprintable characters as `\u….` and cuts the text to `MAX_LENGTH` code units. */
export function printable(text: string): string {
  return wholePrintable(text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text)
}

/** Escapes unprintable characters as `\u….` and does not cut the text. */
export function wholePrintable(text: string): string {
  return text.replace(UNPRINTABLE, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
