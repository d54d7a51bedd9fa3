import { isUtf8 } from 'node:buffer'
import {
  type AsyncBuffer,
  asyncBufferFromFile,
  type FileMetaData,
  parquetMetadataAsync,
  parquetScan,
  parquetSchema,
  type SchemaElement,
} from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { describeError } from '../errors/describe-error.ts'
import type { Row, Table } from './table.ts'
import { TableError } from './table-error.ts'

/** How many values to hold at a time. Besides them, one column of a row group is in memory. */
const BLOCK_VALUES = 2_000_000
/** pandas writes the index of a frame as a column. It is not data, and changes when rows move. */
const PANDAS_INDEX = /^__index_level_\d+__$/
const DAY_MS = 86_400_000

/** A date has no time zone, so it is a text without one. */
const parsers = {
  dateFromDays: (days: number): string => new Date(days * DAY_MS).toISOString().slice(0, 10),
}

const toText = (bytes: Uint8Array): unknown => (isUtf8(bytes) ? Buffer.from(bytes).toString() : bytes)

/** Returns how to read the values of a column. */
function toReader({ logical_type: logical }: SchemaElement): (value: unknown) => unknown {
  const isLocal = logical?.type === 'TIMESTAMP' && !logical.isAdjustedToUTC
  return value => {
    if (value instanceof Uint8Array) return toText(value)
    // A local time is stored as if it were UTC. As a text without a zone, it is read in the zone of the map.
    if (isLocal && value instanceof Date && !Number.isNaN(value.getTime()))
      return value.toISOString().slice(0, -1)
    return value
  }
}

/** Reads one column of a range of rows. A new scan each time, because a scan keeps the columns that it has read. */
async function readColumn(
  file: AsyncBuffer,
  metadata: FileMetaData,
  column: string,
  range: { rowStart: number; rowEnd: number },
): Promise<ArrayLike<unknown>> {
  const scan = await parquetScan({ file, metadata, compressors, parsers, utf8: false, columns: [column] })
  const values = await scan.readColumn({ column, ...range })
  // A view would keep the whole column of the row group.
  return Array.isArray(values) ? values : values.slice()
}

async function* readRows(
  file: AsyncBuffer,
  metadata: FileMetaData,
  elements: readonly SchemaElement[],
): AsyncGenerator<Row> {
  const readers = elements.map(element => ({ name: element.name, read: toReader(element) }))
  const blockRows = Math.max(1_000, Math.floor(BLOCK_VALUES / Math.max(1, elements.length)))
  const { ranges } = await parquetScan({ file, metadata })
  for (const group of ranges) {
    for (let rowStart = group.rowStart; rowStart < group.rowEnd; rowStart += blockRows) {
      const rowEnd = Math.min(rowStart + blockRows, group.rowEnd)
      const columns: ArrayLike<unknown>[] = []
      for (const { name } of readers)
        columns.push(await readColumn(file, metadata, name, { rowStart, rowEnd }))
      for (let index = 0; index < rowEnd - rowStart; index += 1) {
        const values: Record<string, unknown> = Object.create(null)
        for (const [at, { name, read }] of readers.entries()) values[name] = read(columns[at]?.[index])
        yield { number: rowStart + index + 1, values }
      }
    }
  }
}

const explain = (error: unknown): TableError =>
  new TableError(`The Parquet file cannot be read: ${describeError(error)}`, { cause: error })

/**
 * Opens a Parquet file. Nothing but this file is read.
 *
 * @throws {TableError} The file cannot be read.
 */
export async function openParquet(path: string): Promise<Table> {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file, { parsers }).catch((error: unknown) => {
    throw explain(error)
  })
  const elements = parquetSchema(metadata)
    .children.map(child => child.element)
    .filter(({ name }) => !PANDAS_INDEX.test(name))
  async function* rows(): AsyncGenerator<Row> {
    try {
      yield* readRows(file, metadata, elements)
    } catch (error) {
      throw explain(error)
    }
  }
  return { format: 'parquet', columns: elements.map(({ name }) => name), rows: rows() }
}
