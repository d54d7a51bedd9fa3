import type { MappedValue } from '@shadow-mode/protocol'
import type { Row } from '../table/table.ts'
import { type ColumnFacts, createValueReader } from './create-value-reader.ts'
import { RowError } from './row-error.ts'

/** The protocol's limit for names and ids, in UTF-16 units. */
const MAX_LENGTH = 256

/**
 * Creates the reader of a short text, such as a version. It returns `undefined` for a row without a value. A text
 * longer than `MAX_LENGTH` is a `RowError`.
 */
export function createTextReader(
  field: string,
  given: string | MappedValue | undefined,
  facts: ColumnFacts,
): (row: Row) => string | undefined {
  if (given === undefined) return () => undefined
  const source: MappedValue = typeof given === 'string' ? { column: given } : given
  const read = createValueReader(field, { type: 'string', ...source }, facts)
  return row => {
    const value = read(row)
    if (value === null || value === '') return undefined
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
    if (text.length <= MAX_LENGTH) return text
    throw new RowError(`${field}: ${text.length} characters; at most ${MAX_LENGTH} are allowed`)
  }
}
