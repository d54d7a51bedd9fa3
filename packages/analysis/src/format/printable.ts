// Control characters, line and paragraph separators, and marks that reorder text: data must not steer a terminal.
const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Code units that a cell or name is cut to. */
const MOST = 120

/** The text with every unprintable character written as `\u….`, cut to 120 code units. */
export function printable(text: string): string {
  return wholePrintable(text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text)
}

/** The same, uncut. */
export function wholePrintable(text: string): string {
  return text.replace(UNPRINTABLE, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
