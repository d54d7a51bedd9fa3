import type { ImportMap } from '@shadow-mode/protocol'
import { decodeBytes } from './decode-bytes.ts'
import { isGzip } from './is-gzip.ts'
import { openBytes } from './open-bytes.ts'
import { openCsv } from './open-csv.ts'
import { openJsonLines } from './open-json-lines.ts'
import { openParquet } from './open-parquet.ts'
import { prepend } from './prepend.ts'
import { readHead } from './read-head.ts'
import type { Table } from './table.ts'
import { TableError } from './table-error.ts'
import { takeFirst } from './take-first.ts'

const CSV = /\.(csv|tsv|tab)$/i
const PARQUET = /\.(parquet|pq)$/i

/**
 * Opens a CSV, JSON lines or Parquet file, the first two also with gzip. The content decides. A file named `.csv` or
 * `.tsv` is CSV even if it begins with a brace.
 *
 * @throws {TableError} The file is none of these.
 */
export async function openTable(path: string, csv: NonNullable<ImportMap['csv']> = {}): Promise<Table> {
  const head = await readHead(path)
  const name = path.replace(/\.gz$/i, '')
  if (head.toString('latin1') === 'PAR1') return openParquet(path)
  if (PARQUET.test(name)) {
    const hint = isGzip(head) ? ' Unzip it first' : ''
    throw new TableError(`The file does not begin as a Parquet file does.${hint}`)
  }
  if (head.toString('latin1').startsWith('PK')) {
    throw new TableError('The file is a zip archive or a spreadsheet. Save it as CSV')
  }
  const bytes = await decodeBytes(openBytes(path), csv.encoding)
  if (CSV.test(name)) return openCsv(bytes, csv)
  const { first = Buffer.alloc(0), rest } = await takeFirst(bytes)
  const all = prepend(first, rest)
  const begin = first.toString().trimStart()[0]
  if (begin === '[') {
    throw new TableError("The file is one JSON list. Write one object a line, e.g. with jq -c '.[]'")
  }
  return begin === '{' || begin === undefined ? openJsonLines(all) : openCsv(all, csv)
}
