import type { ImportMap } from '@shadow-mode/protocol'
import type { Row, Table } from '../table/table.ts'
import { collectColumns } from './collect-columns.ts'
import { getColumn } from './get-column.ts'
import { listColumns } from './list-columns.ts'
import { MapError } from './map-error.ts'
import { showColumns } from './show-columns.ts'

const MAX_SHOWN_PROBLEMS = 5

/**
 * Checks that the file has every column that the map names.
 *
 * @throws {MapError} The message names the fields of the map, and the columns that the file has.
 */
export function checkColumns(map: ImportMap, table: Pick<Table, 'columns'>, sample: readonly Row[]): void {
  const columns = collectColumns(table, sample)
  const isThere = (column: string): boolean =>
    columns.includes(column) || sample.some(row => getColumn(row, column) !== undefined)
  const missing = listColumns(map).filter(({ column }) => !isThere(column))
  if (missing.length === 0) return
  const problems = missing
    .slice(0, MAX_SHOWN_PROBLEMS)
    .map(({ field, column }) => `${field}: no column ${JSON.stringify(column)}`)
  throw new MapError(`${problems.join('; ')}; the file has ${showColumns(columns)}`)
}
