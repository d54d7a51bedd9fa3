import { describeError } from '../errors/describe-error.ts'
import { decodeLine } from './decode-line.ts'
import { parseJsonLine } from './parse-json-line.ts'
import { type FileLine, readLines } from './read-lines.ts'
import type { Row, Table, UnreadableRow } from './table.ts'

const describeKind = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list'
  return value === null ? 'null' : `a ${typeof value}`
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Returns `null` for a blank line. */
function toRow(line: FileLine): Row | UnreadableRow | null {
  const { number } = line
  try {
    const text = decodeLine(line)
    if (text === '') return null
    const parsed = parseJsonLine(text)
    if (isObject(parsed)) return { number, values: parsed }
    return { number, problem: `expected one JSON object a line, found ${describeKind(parsed)}` }
  } catch (error) {
    return { number, problem: describeError(error) }
  }
}

/**
 * Opens JSON lines.
 *
 * @param bytes UTF-8.
 */
export function openJsonLines(bytes: AsyncIterable<Buffer>): Table {
  async function* rows(): AsyncGenerator<Row | UnreadableRow> {
    for await (const line of readLines(bytes)) {
      const row = toRow(line)
      if (row !== null) yield row
    }
  }
  return { format: 'jsonl', columns: null, rows: rows() }
}
