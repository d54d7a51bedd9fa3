import type { ImportMap } from '@shadow-mode/protocol'
import { openTable } from '../table/open-table.ts'
import type { Row, Table, UnreadableRow } from '../table/table.ts'
import { checkColumns } from './check-columns.ts'
import { createRowMapper, type MappedRow } from './create-row-mapper.ts'
import type { ColumnFacts } from './create-value-reader.ts'
import { DEFAULT_MISSING } from './default-missing.ts'
import { getColumn } from './get-column.ts'
import { findDecimalComma, inferType } from './infer-type.ts'
import { isMissing } from './is-missing.ts'
import { MapError } from './map-error.ts'
import { quoteValue } from './quote-value.ts'
import { RowError } from './row-error.ts'
import { takeSample } from './take-sample.ts'

/** A mapped row, or why there is none. */
export type MappingResult = { number: number } & (MappedRow | { problem: string })

export interface Mapping {
  format: Table['format']
  /** Read once. Throws where the rest of the file cannot be read. */
  rows: AsyncIterable<MappingResult>
}

function createFacts(map: ImportMap, format: Table['format'], sample: readonly Row[]): ColumnFacts {
  const decimal = map.decimal ?? '.'
  return {
    decimal,
    missing: new Set(map.missing ?? DEFAULT_MISSING),
    inferType(column, missing) {
      if (format !== 'csv') return undefined
      const values = sample.map(row => getColumn(row, column)).filter(value => !isMissing(value, missing))
      const texts = values.map(String)
      const comma = decimal === '.' ? findDecimalComma(texts) : undefined
      if (comma === undefined) return inferType(texts, decimal)
      throw new MapError(
        `decimal: column ${JSON.stringify(column)} has ${quoteValue(comma)}. Set "decimal": ",", or the type of the ` +
          `column: {"column": ${JSON.stringify(column)}, "type": "string"}`,
      )
    },
  }
}

function mapRow(row: Row | UnreadableRow, map: (row: Row) => MappedRow): MappingResult {
  if ('problem' in row) return row
  try {
    return { number: row.number, ...map(row) }
  } catch (error) {
    if (error instanceof RowError) return { number: row.number, problem: error.message }
    throw error
  }
}

/**
 * Opens a file with a map.
 *
 * @throws {MapError} The file lacks a column that the map names.
 * @throws {TableError} The file cannot be read.
 */
export async function openMapping(path: string, map: ImportMap, experiment: string): Promise<Mapping> {
  const table = await openTable(path, map.csv)
  const { sample, rows } = await takeSample(table)
  checkColumns(map, table, sample)
  const facts = createFacts(map, table.format, sample)
  const toMapped = createRowMapper({ map, experiment, columns: table.columns, facts })
  async function* results(): AsyncGenerator<MappingResult> {
    for await (const row of rows) yield mapRow(row, toMapped)
  }
  return { format: table.format, rows: results() }
}
