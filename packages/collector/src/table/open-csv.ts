import { isUtf8 } from 'node:buffer'
import { pipeline, Readable } from 'node:stream'
import type { ImportMap } from '@shadow-mode/protocol'
import { CsvError, type Parser, parse } from 'csv-parse'
import { describeError } from '../errors/describe-error.ts'
import { findDelimiter } from './find-delimiter.ts'
import { nameColumns } from './name-columns.ts'
import { prepend } from './prepend.ts'
import { MAX_LINE_BYTES } from './read-lines.ts'
import type { Row, Table, UnreadableRow } from './table.ts'
import { TableError } from './table-error.ts'
import { takeFirst } from './take-first.ts'

interface CsvRecord {
  line: number
  /** `null` for a cell that is not UTF-8. */
  cells: (string | null)[]
}

const LINE_FEED = 10
/** The delimiter is looked for in at most this many bytes. */
const MAX_HEAD_BYTES = 64 * 1024

const countLineFeeds = (cell: Buffer): number =>
  cell.reduce((count, byte) => count + (byte === LINE_FEED ? 1 : 0), 0)

function describeFailure(error: unknown, line: number): unknown {
  if (!(error instanceof CsvError)) return error
  const hint =
    error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
      ? `it is longer than ${MAX_LINE_BYTES} bytes, or a quote in it is never closed`
      : describeError(error)
  return new TableError(
    `The row that begins in line ${line} cannot be read, nor can the rest of the file: ${hint}`,
    { cause: error },
  )
}

async function* readRecords(parser: Parser): AsyncGenerator<CsvRecord> {
  let nextLine = 1
  try {
    for await (const chunk of parser) {
      const { record, info }: { record: Buffer[]; info: { lines: number } } = chunk
      const inside = record.reduce((count, cell) => count + countLineFeeds(cell), 0)
      nextLine = info.lines + 1
      yield {
        line: info.lines - inside,
        cells: record.map(cell => (isUtf8(cell) ? cell.toString() : null)),
      }
    }
  } catch (error) {
    throw describeFailure(error, nextLine)
  }
}

function toRow({ line: number, cells }: CsvRecord, names: readonly (string | null)[]): Row | UnreadableRow {
  if (cells.length !== names.length) {
    return { number, problem: `${cells.length} fields, but the header has ${names.length}` }
  }
  const values: Record<string, unknown> = Object.create(null)
  for (const [index, name] of names.entries()) {
    const cell = cells[index]
    if (cell === null) {
      const hint = 'Set "csv": {"encoding": …}, e.g. windows-1252'
      return { number, problem: `column "${name ?? index + 1}" is not UTF-8. ${hint}` }
    }
    if (name !== null) values[name] = cell
  }
  return { number, values }
}

/** Takes as many bytes as the first line needs. A pipe may give a few at a time. */
async function takeFirstLine(
  bytes: AsyncIterable<Buffer>,
): Promise<{ head: Buffer; rest: AsyncIterable<Buffer> }> {
  let { first, rest } = await takeFirst(bytes)
  let head = first ?? Buffer.alloc(0)
  while (first !== undefined && head.length < MAX_HEAD_BYTES && !head.includes(LINE_FEED)) {
    ;({ first, rest } = await takeFirst(rest))
    if (first !== undefined) head = Buffer.concat([head, first])
  }
  return { head, rest }
}

/**
 * Opens a CSV file.
 *
 * @param bytes UTF-8.
 * @throws {TableError} The file is empty, or its header is not UTF-8.
 */
export async function openCsv(
  bytes: AsyncIterable<Buffer>,
  { delimiter, quote = '"', header = true }: NonNullable<ImportMap['csv']>,
): Promise<Table> {
  const { head, rest } = await takeFirstLine(bytes)
  const parser = parse({
    delimiter: delimiter ?? findDelimiter(head.toString(), quote),
    quote,
    escape: quote,
    encoding: null,
    info: true,
    // Rows of a wrong width are reported here. Texts such as `5" pipe` are common in files that quote nothing.
    relax_column_count: true,
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    max_record_size: MAX_LINE_BYTES,
  })
  // Errors of the file reach the reader of the parser.
  pipeline(Readable.from(prepend(head, rest), { objectMode: false }), parser, () => undefined)
  const { first, rest: others } = await takeFirst(readRecords(parser))
  if (first === undefined) throw new TableError('The file is empty')
  const firstCells = first.cells.map((cell, index) => {
    if (cell === null)
      throw new TableError(`The name of column ${index + 1} is not UTF-8. Set "csv": {"encoding": …}`)
    return cell
  })
  const names = header ? nameColumns(firstCells) : firstCells.map((_, index) => String(index + 1))
  async function* rows(record: CsvRecord): AsyncGenerator<Row | UnreadableRow> {
    if (!header) yield toRow(record, names)
    for await (const other of others) yield toRow(other, names)
  }
  return { format: 'csv', columns: names.filter(name => name !== null), rows: rows(first) }
}
