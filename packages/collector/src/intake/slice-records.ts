import { Malformed, skipSpace, skipString, skipValue, TooDeep } from './skip-json.ts'

/** A batch's text, cut up without reading what the records mean. */
export type SlicedBatch =
  /** `records` is `null` when the text has no top-level array of records; then the envelope is the whole text. */
  | { kind: 'sliced'; envelope: string; records: { text: string; depth: number }[] | null }
  | { kind: 'malformed'; position: number }
  | { kind: 'too-deep' }
  | { kind: 'too-many' }

interface Limits {
  /** The key of the records' array. Default `pairs`. */
  list?: string
  maxDepth: number
  maxRecords: number
}

const COMMA = 0x2c
const COLON = 0x3a
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

class TooMany extends Error {}

/**
 * Finds the source text of each element of the top-level array of records (`pairs`), so that a record is kept exactly
 * as it was sent: a number beyond 2^53, a duplicate key or the order of keys would not survive a parse.
 *
 * It checks only the structure that it walks along. The whole text is valid JSON exactly when the envelope (the text
 * with an empty `pairs`) and every record are: parse them. Neither recursion nor memory grows with the nesting, and
 * of several `pairs` keys the last one counts, as in `JSON.parse`.
 */
export function sliceRecords(text: string, limits: Limits): SlicedBatch {
  try {
    return slice(text, limits)
  } catch (error) {
    if (error instanceof Malformed) return { kind: 'malformed', position: error.position }
    if (error instanceof TooDeep) return { kind: 'too-deep' }
    if (error instanceof TooMany) return { kind: 'too-many' }
    throw error
  }
}

function slice(text: string, limits: Limits): SlicedBatch {
  let found: { start: number; end: number; records: { text: string; depth: number }[] } | null = null
  let at = skipSpace(text, 0)
  if (text.charCodeAt(at) !== OPEN_OBJECT) return { kind: 'sliced', envelope: text, records: null }
  at = skipSpace(text, at + 1)
  while (text.charCodeAt(at) !== CLOSE_OBJECT) {
    const keyEnd = skipString(text, at)
    const key = text.slice(at, keyEnd)
    at = skipSpace(text, keyEnd)
    if (text.charCodeAt(at) !== COLON) throw new Malformed(at)
    at = skipSpace(text, at + 1)
    const isList = isKey(key, limits.list ?? 'pairs', keyEnd)
    if (isList && text.charCodeAt(at) === OPEN_ARRAY) {
      const { end, records } = sliceElements(text, at, limits)
      found = { start: at + 1, end: end - 1, records }
      at = end
    } else {
      if (isList) found = null
      at = skipValue(text, at, limits.maxDepth).end
    }
    at = skipSpace(text, at)
    if (text.charCodeAt(at) === COMMA) at = skipSpace(text, at + 1)
    else if (text.charCodeAt(at) !== CLOSE_OBJECT) throw new Malformed(at)
  }
  if (found === null) return { kind: 'sliced', envelope: text, records: null }
  const envelope = text.slice(0, found.start) + text.slice(found.end)
  return { kind: 'sliced', envelope, records: found.records }
}

function sliceElements(
  text: string,
  open: number,
  { maxDepth, maxRecords }: Limits,
): { end: number; records: { text: string; depth: number }[] } {
  const records: { text: string; depth: number }[] = []
  let at = skipSpace(text, open + 1)
  if (text.charCodeAt(at) === CLOSE_ARRAY) return { end: at + 1, records }
  for (;;) {
    const { end, depth } = skipValue(text, at, maxDepth)
    if (records.length === maxRecords) throw new TooMany()
    records.push({ text: text.slice(at, end), depth })
    at = skipSpace(text, end)
    const code = text.charCodeAt(at)
    if (code === CLOSE_ARRAY) return { end: at + 1, records }
    if (code !== COMMA) throw new Malformed(at)
    at = skipSpace(text, at + 1)
  }
}

// A key may be written with escapes: "\u0070airs" is pairs too.
function isKey(key: string, name: string, end: number): boolean {
  if (!key.includes('\\')) return key === `"${name}"`
  try {
    return JSON.parse(key) === name
  } catch {
    throw new Malformed(end)
  }
}
