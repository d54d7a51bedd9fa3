import { JsonScanError } from './json-scan-error.ts'
import type { KeyTree } from './key-tree.ts'
import {
  CLOSE_OBJECT,
  COLON,
  COMMA,
  OPEN_ARRAY,
  OPEN_OBJECT,
  skipScalar,
  skipSpace,
  skipString,
} from './scan-json.ts'

export interface SkipOptions {
  maxDepth: number
  /** Receives the keys of the value. */
  keys?: KeyTree
}

/** An object's closing bracket has the code of its opening one plus 2. So has an array's. */
const TO_CLOSING = 2

/**
 * Returns the index after the value that starts at `from`, and how deeply it is nested (0 for a scalar). Accepts exactly
 * what `JSON.parse` accepts, but makes nothing of it. A loop, because a hostile text could exhaust the stack of a
 * recursive scanner.
 *
 * @throws {JsonScanError} There is no valid value, or it is nested deeper than `maxDepth`.
 */
export function skipValue(
  text: string,
  from: number,
  { maxDepth, keys }: SkipOptions,
): { end: number; depth: number } {
  const closings: number[] = []
  let depth = 0
  let at = from
  for (;;) {
    const code = text.charCodeAt(at)
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      if (closings.length === maxDepth) throw new JsonScanError('too-deep', at)
      closings.push(code + TO_CLOSING)
      if (closings.length > depth) depth = closings.length
      keys?.enter()
      at = skipSpace(text, at + 1)
      if (text.charCodeAt(at) !== code + TO_CLOSING) {
        if (code === OPEN_OBJECT) at = skipKey(text, at, keys)
        continue
      }
    } else {
      at = skipScalar(text, at)
    }
    const next = skipToNextValue(text, at, closings, keys)
    if (closings.length === 0) return { end: next, depth }
    at = next
  }
}

/** Closes objects and arrays that end here. Returns where the next value starts, or the end of the outermost one. */
function skipToNextValue(text: string, from: number, closings: number[], keys: KeyTree | undefined): number {
  let at = from
  while (closings.length > 0) {
    at = skipSpace(text, at)
    const closing = closings[closings.length - 1]
    const code = text.charCodeAt(at)
    if (code === closing) {
      closings.pop()
      keys?.leave()
      at += 1
    } else {
      if (code !== COMMA) throw new JsonScanError('malformed', at)
      at = skipSpace(text, at + 1)
      return closing === CLOSE_OBJECT ? skipKey(text, at, keys) : at
    }
  }
  return at
}

/** Returns where the value of the key starts. */
function skipKey(text: string, from: number, keys: KeyTree | undefined): number {
  const end = skipString(text, from)
  keys?.key(text.slice(from + 1, end - 1))
  const colon = skipSpace(text, end)
  if (text.charCodeAt(colon) !== COLON) throw new JsonScanError('malformed', colon)
  return skipSpace(text, colon + 1)
}
