import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  JsonScanError,
  OPEN_ARRAY,
  OPEN_OBJECT,
  skipSpace,
  skipString,
  skipValue,
} from '../json/scan-json.ts'

/** The text of a batch, split into its envelope and its records. */
export type SlicedBatch =
  /** `records` is `null` when the text has no top-level array of records. The envelope is then the whole text. */
  | { kind: 'sliced'; envelope: string; records: { text: string; depth: number }[] | null }
  | { kind: 'malformed'; position: number }
  | { kind: 'too-deep' }
  | { kind: 'too-many' }

interface Limits {
  /**
   * The key of the array of records.
   *
   * @default 'pairs'
   */
  list?: string
  maxDepth: number
  maxRecords: number
}

/**
 * Finds the source text of each element of the top-level array of records. Each record keeps the text that was sent,
 * because parsing would lose numbers beyond 2^53, duplicate keys and the order of keys.
 *
 * It checks only the structure around the records. The whole text is valid JSON exactly when the envelope (the text
 * with an empty array of records) and every record are valid JSON, so the caller must parse them. The last of several
 * arrays with the same key counts, as in `JSON.parse`.
 */
export function sliceRecords(text: string, limits: Limits): SlicedBatch {
  try {
    return slice(text, limits)
  } catch (error) {
    if (!(error instanceof JsonScanError)) throw error
    const { kind, position } = error
    return kind === 'malformed' ? { kind, position } : { kind }
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
    if (text.charCodeAt(at) !== COLON) throw new JsonScanError('malformed', at)
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
    else if (text.charCodeAt(at) !== CLOSE_OBJECT) throw new JsonScanError('malformed', at)
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
    if (records.length === maxRecords) throw new JsonScanError('too-many', at)
    records.push({ text: text.slice(at, end), depth })
    at = skipSpace(text, end)
    const code = text.charCodeAt(at)
    if (code === CLOSE_ARRAY) return { end: at + 1, records }
    if (code !== COMMA) throw new JsonScanError('malformed', at)
    at = skipSpace(text, at + 1)
  }
}

// A key may contain escapes: "\u0070airs" is `pairs`.
function isKey(key: string, name: string, end: number): boolean {
  if (!key.includes('\\')) return key === `"${name}"`
  try {
    return JSON.parse(key) === name
  } catch {
    throw new JsonScanError('malformed', end)
  }
}
