import {
  type DocumentNode,
  evaluate,
  type Node,
  type ObjectNode,
  parse,
  traverse,
} from '@humanwhocodes/momoa'
import { decodeSavedText } from './decode-saved-text.ts'
import { describeSyntax } from './describe-syntax.ts'
import { locate } from './locate.ts'

export interface SavedJson {
  value: unknown
  /** The value as strict JSON: as it was saved, if it was that. */
  text: string
  /** Names that an object has twice, each with its place. The last one counts, as in `JSON.parse`. */
  repeated: string[]
}

/** How many repeated names are listed. */
const MAX_REPEATED = 10

/**
 * Parses a JSON file as people save it: in UTF-8 or UTF-16, with a byte order mark, comments and trailing commas.
 *
 * @throws {SyntaxError} The message says the line, the column, what was found, and what to write.
 */
export function parseSavedJson(bytes: Uint8Array): SavedJson {
  const text = decodeSavedText(bytes)
  const tree = parseTree(text)
  const repeated = findRepeated(tree)
  try {
    return { value: JSON.parse(text), text, repeated }
  } catch {
    // It has comments or trailing commas.
    const value = evaluate(tree)
    return { value, text: JSON.stringify(value), repeated }
  }
}

function parseTree(text: string): DocumentNode {
  try {
    return parse(text, { mode: 'jsonc', allowTrailingCommas: true })
  } catch (cause) {
    if (cause instanceof Error && 'offset' in cause && typeof cause.offset === 'number')
      throw new SyntaxError(`${locate(text, cause.offset)}: ${describeSyntax(text, cause.offset)}`, { cause })
    throw new SyntaxError('the file is nested too deeply', { cause })
  }
}

function findRepeated(tree: DocumentNode): string[] {
  const repeated: string[] = []
  const enter = (node: Node): void => {
    if (!isObjectNode(node)) return
    const names = new Set<string>()
    for (const { name } of node.members) {
      const key = name.type === 'String' ? name.value : name.name
      const { line, column } = name.loc.start
      if (names.has(key) && repeated.length < MAX_REPEATED)
        repeated.push(`line ${line}, column ${column}: ${JSON.stringify(key)} is there twice`)
      names.add(key)
    }
  }
  traverse(tree, { enter })
  return repeated
}

const isObjectNode = (node: Node): node is ObjectNode => node.type === 'Object'
