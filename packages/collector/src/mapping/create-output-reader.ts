import type { ImportMap } from '@shadow-mode/protocol'
import type { Row } from '../table/table.ts'
import { createObjectReader, type ReadValue } from './create-object-reader.ts'
import { type ColumnFacts, createValueReader } from './create-value-reader.ts'

/** Creates the reader of an output: a bare value, or an object by name. */
export function createOutputReader(
  field: string,
  output: ImportMap['live'],
  facts: ColumnFacts,
): (row: Row) => ReadValue {
  if (typeof output !== 'string') return createObjectReader(field, output, facts)
  const read = createValueReader(field, output, facts)
  return row => {
    const value = read(row)
    return { value, isEmpty: value === null }
  }
}
