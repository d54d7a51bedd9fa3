import { findStringEnd, isSpace, QUOTE } from './scan-json.ts'

/**
 * Removes the white space between the tokens of a JSON text. It works on the text, so numbers keep their digits, and
 * keys keep their order and their duplicates.
 */
export function compactJson(text: string): string {
  if (!/[ \t\n\r]/.test(text)) return text
  let compact = ''
  let kept = 0
  let at = 0
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const end = findStringEnd(text, at)
      at = end === -1 ? text.length : end
    } else if (isSpace(code)) {
      compact += text.slice(kept, at)
      at += 1
      kept = at
    } else {
      at += 1
    }
  }
  return compact + text.slice(kept)
}
