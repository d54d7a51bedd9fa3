import { JsonScanError } from './json-scan-error.ts'
import { CLOSE_ARRAY, CLOSE_OBJECT, COLON, COMMA, skipSpace, skipString } from './scan-json.ts'

/** Every key that we know is shorter, even with each character written as `\u0070`. */
const MAX_KNOWN_LENGTH = 200

/**
 * Scans the members of the object that starts at `from`. Returns the index after it.
 *
 * @param onMember Receives the key, or `null` if it is too long to be one that we know, the text between its quotes and
 * where the value starts. Returns where the value ends.
 * @throws {JsonScanError} The text around the values is malformed.
 */
export function scanMembers(
  text: string,
  from: number,
  onMember: (key: string | null, source: string, valueStart: number) => number,
): number {
  return scanItems(text, from, CLOSE_OBJECT, at => {
    const end = skipString(text, at)
    const colon = skipSpace(text, end)
    if (text.charCodeAt(colon) !== COLON) throw new JsonScanError('malformed', colon)
    const source = text.slice(at + 1, end - 1)
    return onMember(readKey(source), source, skipSpace(text, colon + 1))
  })
}

/** As `scanMembers`, for the elements of the array that starts at `from`. */
export function scanElements(text: string, from: number, onElement: (start: number) => number): number {
  return scanItems(text, from, CLOSE_ARRAY, onElement)
}

function scanItems(text: string, from: number, closing: number, onItem: (start: number) => number): number {
  let at = skipSpace(text, from + 1)
  if (text.charCodeAt(at) === closing) return at + 1
  for (;;) {
    at = skipSpace(text, onItem(at))
    const code = text.charCodeAt(at)
    if (code === closing) return at + 1
    if (code !== COMMA) throw new JsonScanError('malformed', at)
    at = skipSpace(text, at + 1)
  }
}

// A key may contain escapes: "\u0070airs" is `pairs`.
function readKey(source: string): string | null {
  if (source.length > MAX_KNOWN_LENGTH) return null
  return source.includes('\\') ? String(JSON.parse(`"${source}"`)) : source
}
