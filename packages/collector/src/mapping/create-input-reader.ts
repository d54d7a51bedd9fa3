import type { ImportMap, JsonValue } from '@shadow-mode/protocol'
import type { Row } from '../table/table.ts'
import { createObjectReader } from './create-object-reader.ts'
import { type ColumnFacts, createValueReader } from './create-value-reader.ts'
import { listColumns } from './list-columns.ts'

/**
 * Creates the reader of the input. `columns` are those of the file, `null` where each row brings its own.
 *
 * @returns `null` if the map names no inputs.
 */
export function createInputReader(
  map: ImportMap,
  columns: readonly string[] | null,
  facts: ColumnFacts,
): ((row: Row) => JsonValue) | null {
  const { inputs } = map
  if (inputs === undefined) return null
  const readColumns = (names: readonly string[]): ((row: Row) => JsonValue) => {
    const read = createObjectReader('inputs', Object.fromEntries(names.map(name => [name, name])), facts)
    return row => read(row).value
  }
  if (Array.isArray(inputs)) return readColumns(inputs)
  if (inputs !== '*') {
    const read = createObjectReader('inputs', inputs, facts)
    return row => read(row).value
  }
  // The object in column `a` belongs to the map if the map names `a.b`.
  const named = new Set(listColumns(map).flatMap(({ column }) => [column, column.split('.')[0] ?? column]))
  if (columns !== null) return readColumns(columns.filter(column => !named.has(column)))
  return row => {
    const rest = Object.keys(row.values).filter(name => !named.has(name))
    return Object.fromEntries(rest.map(name => [name, createValueReader(`inputs.${name}`, name, facts)(row)]))
  }
}
