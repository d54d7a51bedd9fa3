import type { MappedDuration } from '@shadow-mode/protocol'
import type { Row } from '../table/table.ts'
import { type ColumnFacts, createValueReader } from './create-value-reader.ts'
import { RowError } from './row-error.ts'
import { toMillis } from './to-millis.ts'

/** Creates the reader of a duration. It returns milliseconds, and `null` for a row without a value. */
export function createDurationReader(
  field: string,
  given: string | MappedDuration | undefined,
  facts: ColumnFacts,
): (row: Row) => number | null {
  if (given === undefined) return () => null
  const { unit = 'ms', ...source }: MappedDuration = typeof given === 'string' ? { column: given } : given
  const read = createValueReader(field, { ...source, type: 'number' }, facts)
  return row => {
    const value = read(row)
    if (value === null) return null
    if (typeof value === 'number' && value >= 0) return toMillis(value, unit)
    throw new RowError(`${field}: ${JSON.stringify(value)} is not a duration`)
  }
}
