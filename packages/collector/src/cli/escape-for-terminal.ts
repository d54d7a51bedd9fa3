// Control characters (but not line feed and tab), line and paragraph separators, and direction marks.
const UNSAFE = /[^\P{Cc}\n\t]|[\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/**
 * Escapes characters that could control the terminal, because messages quote files and responses that are not trusted.
 */
export function escapeForTerminal(text: string): string {
  return text.replace(UNSAFE, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
