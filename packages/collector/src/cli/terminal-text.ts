// All control characters except line feed and tab, and the characters that control text direction.
const STEERING = /[^\P{Cc}\n\t]|[\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Escapes characters that could control the terminal, because messages quote untrusted files and responses. */
export function terminalText(text: string): string {
  return text.replace(STEERING, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
