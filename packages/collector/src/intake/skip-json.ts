// Walks along JSON text without reading what it means; neither recursion nor memory grows with the nesting.

const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
const isOpen = (code: number): boolean => code === OPEN_ARRAY || code === OPEN_OBJECT
const isClose = (code: number): boolean => code === CLOSE_ARRAY || code === CLOSE_OBJECT

/** What stands at `position` is no JSON. */
export class Malformed extends Error {
  readonly position: number
  constructor(position: number) {
    super('malformed')
    this.position = position
  }
}

/** It is nested deeper than was allowed. */
export class TooDeep extends Error {}

export function skipSpace(text: string, from: number): number {
  let at = from
  while (isSpace(text.charCodeAt(at))) at++
  return at
}

/** `from` is at the opening quote; the result is behind the closing one. */
export function skipString(text: string, from: number): number {
  if (text.charCodeAt(from) !== QUOTE) throw new Malformed(from)
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) return at + 1
    if (code === BACKSLASH) at++
  }
  throw new Malformed(text.length)
}

/** Behind the value that begins at `from`, and how many levels it has. */
export function skipValue(text: string, from: number, maxDepth: number): { end: number; depth: number } {
  const first = text.charCodeAt(from)
  if (first === QUOTE) return { end: skipString(text, from), depth: 0 }
  if (isOpen(first)) return skipNested(text, from, maxDepth)
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === COMMA || isClose(code) || isSpace(code)) break
  }
  if (at === from) throw new Malformed(from)
  return { end: at, depth: 0 }
}

// Brackets of both kinds are only counted: a mixed-up pair of them fails when the record is parsed.
function skipNested(text: string, from: number, maxDepth: number): { end: number; depth: number } {
  let depth = 0
  let deepest = 0
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = skipString(text, at) - 1
    else if (isOpen(code)) {
      depth++
      if (depth > maxDepth) throw new TooDeep()
      if (depth > deepest) deepest = depth
    } else if (isClose(code)) {
      depth--
      if (depth === 0) return { end: at + 1, depth: deepest }
    }
  }
  throw new Malformed(text.length)
}
