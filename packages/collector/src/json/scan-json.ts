/** Character codes of JSON's punctuation. */
export const QUOTE = 0x22
export const COMMA = 0x2c
export const COLON = 0x3a
export const OPEN_ARRAY = 0x5b
export const CLOSE_ARRAY = 0x5d
export const OPEN_OBJECT = 0x7b
export const CLOSE_OBJECT = 0x7d
const BACKSLASH = 0x5c

export const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
const isOpen = (code: number): boolean => code === OPEN_ARRAY || code === OPEN_OBJECT
const isClose = (code: number): boolean => code === CLOSE_ARRAY || code === CLOSE_OBJECT

/** The text is not JSON, or exceeds a limit. An exception, because a failure ends the scan at every depth of calls. */
export class JsonScanError extends Error {
  readonly kind: 'malformed' | 'too-deep' | 'too-many'
  readonly position: number

  constructor(kind: JsonScanError['kind'], position: number) {
    super(`JSON is ${kind} at position ${position}`)
    this.kind = kind
    this.position = position
  }
}

/** Returns the index of the first character from `from` on that is not white space. */
export function skipSpace(text: string, from: number): number {
  let at = from
  while (isSpace(text.charCodeAt(at))) at++
  return at
}

/** Returns the index after the closing quote, or -1 when the string does not end. `from` is the opening quote. */
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
 * @throws {JsonScanError} There is no complete string.
 */
export function skipString(text: string, from: number): number {
  if (text.charCodeAt(from) !== QUOTE) throw new JsonScanError('malformed', from)
  const end = findStringEnd(text, from)
  if (end === -1) throw new JsonScanError('malformed', text.length)
  return end
}

/**
 * Returns the index after the value that starts at `from`, and how deeply the value is nested (0 for a scalar). Finds
 * where the value ends, but does not check that it is valid.
 *
 * @throws {JsonScanError} There is no complete value, or it is nested deeper than `maxDepth`.
 */
export function skipValue(text: string, from: number, maxDepth: number): { end: number; depth: number } {
  const first = text.charCodeAt(from)
  if (first === QUOTE) return { end: skipString(text, from), depth: 0 }
  if (isOpen(first)) return skipNested(text, from, maxDepth)
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === COMMA || isClose(code) || isSpace(code)) break
  }
  if (at === from) throw new JsonScanError('malformed', from)
  return { end: at, depth: 0 }
}

// A loop, because a hostile text could exhaust the stack of a recursive scanner. Both kinds of bracket are counted
// together, because JSON.parse rejects a mismatched pair later.
function skipNested(text: string, from: number, maxDepth: number): { end: number; depth: number } {
  let depth = 0
  let deepest = 0
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = skipString(text, at) - 1
    else if (isOpen(code)) {
      depth++
      if (depth > maxDepth) throw new JsonScanError('too-deep', at)
      if (depth > deepest) deepest = depth
    } else if (isClose(code)) {
      depth--
      if (depth === 0) return { end: at + 1, depth: deepest }
    }
  }
  throw new JsonScanError('malformed', text.length)
}
