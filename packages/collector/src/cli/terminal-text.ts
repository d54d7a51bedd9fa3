// All control characters but line feed and tab, and marks that reorder text.
const STEERING = /[^\P{Cc}\n\t]|[\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** The text with what could steer a terminal written as `\u….`: messages quote files and answers of others. */
export function terminalText(text: string): string {
  return text.replace(STEERING, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
