import type { ImportMap } from '@shadow-mode/protocol'
import type { Row, Table } from '../table/table.ts'
import { getColumn } from './get-column.ts'
import { listColumns } from './list-columns.ts'
import { MapError } from './map-error.ts'

const MAX_SHOWN_COLUMNS = 60
const MAX_SHOWN_PROBLEMS = 5

/** Lists the columns of a file for a message. */
export function showColumns(columns: readonly string[]): string {
  const shown = columns.slice(0, MAX_SHOWN_COLUMNS).map(column => JSON.stringify(column))
  const rest = columns.length - shown.length
  return `${shown.join(', ') || 'none'}${rest > 0 ? ` and ${rest} more` : ''}`
}

/** The columns of a file. Those of JSON lines are collected from its first rows. */
export function collectColumns({ columns }: Pick<Table, 'columns'>, sample: readonly Row[]): string[] {
  return columns ?? [...new Set(sample.flatMap(({ values }) => Object.keys(values)))]
}

/**
 * Checks that the file has every column that the map names.
 *
 * @throws {MapError}
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
