import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeTestFile } from '../testing/map-file.ts'
import { openCsv } from './open-csv.ts'
import { openTable } from './open-table.ts'
import type { Row, UnreadableRow } from './table.ts'

async function readFile(
  content: string | Uint8Array,
  csv: Parameters<typeof openTable>[1] = {},
  name = 'log.csv',
): Promise<{ columns: string[] | null; rows: (Row | UnreadableRow)[] }> {
  const { columns, rows } = await openTable(await writeTestFile(name, content), csv)
  return { columns, rows: await Array.fromAsync(rows) }
}

const TEXT = 'a,b\n1,"x ""y"", z"\n2,é\n'
const READ = {
  columns: ['a', 'b'],
  rows: [
    { number: 2, values: { a: '1', b: 'x "y", z' } },
    { number: 3, values: { a: '2', b: 'é' } },
  ],
}
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()

test.each([
  ['UTF-8', TEXT, {}],
  ['a byte order mark', `\uFEFF${TEXT}`, {}],
  ['CRLF', TEXT.replaceAll('\n', '\r\n'), {}],
  ['CR', TEXT.replaceAll('\n', '\r'), {}],
  ['no last line feed', TEXT.trimEnd(), {}],
  ['UTF-16 with a mark', Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), {}],
  ['UTF-16BE with a mark', utf16be(`\uFEFF${TEXT}`), {}],
  ['UTF-16 that the map tells of', Buffer.from(TEXT, 'utf16le'), { encoding: 'utf-16le' }],
  ['another encoding', Buffer.from(TEXT, 'latin1'), { encoding: 'windows-1252' }],
  ['blanks around the names', TEXT.replace('a,b', ' a , b '), {}],
  ['a semicolon', 'a;b\n1;"x ""y"", z"\n2;é\n', {}],
  ['tabs', 'a\tb\n1\t"x ""y"", z"\n2\té\n', {}],
  ['another quote', 'a|b\n1|\'x "y", z\'\n2|é\n', { quote: "'", delimiter: '|' }],
])('reads %s', async (_, content, csv) => {
  expect(await readFile(content, csv)).toEqual(READ)
})

const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`

test('whatever the cells of a table are, they are read as they were written', async () => {
  const cell = fc.string({ unit: 'grapheme' }).filter(text => text.isWellFormed())
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n'),
      async (rows, delimiter, end) => {
        const text = [['a', 'b', 'c'], ...rows].map(row => row.map(quote).join(delimiter)).join(end)
        async function* bytes(): AsyncGenerator<Buffer> {
          // Cut anywhere, also within a character.
          const all = Buffer.from(text)
          for (let at = 0; at < all.length; at += 7) yield all.subarray(at, at + 7)
        }
        const read = await Array.fromAsync((await openCsv(bytes(), {})).rows)
        expect(read.map(row => 'values' in row && Object.values(row.values))).toEqual(rows)
      },
    ),
  )
})

test('a row has the number of the line in which it begins, whatever is quoted or empty before it', async () => {
  const { rows } = await readFile('a,b\n"1\n\n1",2\n\n\n3,4\n5\n6,7\n')
  expect(rows.map(({ number }) => number)).toEqual([2, 7, 8, 9])
  expect(rows[2]).toEqual({ number: 8, problem: '1 fields, but the header has 2' })
})

test('a quote inside an unquoted text is a character', async () => {
  const { rows } = await readFile('a,b\n5" pipe,x\n')
  expect(rows).toMatchObject([{ values: { a: '5" pipe', b: 'x' } }])
})

test('a file without a header has numbers for names', async () => {
  const { columns, rows } = await readFile('1,x\n2,y\n', { header: false })
  expect(columns).toEqual(['1', '2'])
  expect(rows).toMatchObject([{ number: 1, values: { 1: '1', 2: 'x' } }, { number: 2 }])
})

test('a row that is not UTF-8 costs itself only, and a way out is told', async () => {
  const { rows } = await readFile(Buffer.from('a,b\n1,é\n2,e\n', 'latin1'))
  expect(rows).toMatchObject([
    { number: 2, problem: expect.stringMatching(/^column "b" is not UTF-8.*"encoding"/) },
    { number: 3, values: { b: 'e' } },
  ])
})

test.each([
  ['a quote that is never closed', `a,b\n1,2\n3,"4\n5,6\n`],
  ['a row of 17 MB', `a,b\n1,2\n3,${'4'.repeat(17 * 1024 * 1024)}\n5,6\n`],
])('%s ends the file there, and the rows before it are read', async (_, content) => {
  const { rows } = await openTable(await writeTestFile('log.csv', content))
  expect(await rows.next()).toMatchObject({ value: { number: 2 } })
  await expect(rows.next()).rejects.toThrow(
    /row that begins in line 3 cannot be read, nor can the rest.*never closed/,
  )
})

test.each([
  ['an empty file', 'log.csv', '', 'The file is empty'],
  ['a spreadsheet', 'log.xlsx', 'PK\u0003\u0004', 'Save it as CSV'],
  ['a JSON list', 'log.json', '[{"a":1}]', 'Write one object a line'],
  ['UTF-16 without a mark', 'log.csv', Buffer.from(TEXT, 'utf16le'), '"encoding": "utf-16le"'],
  ['something else in a Parquet file', 'log.parquet', 'a,b', 'does not begin as a Parquet file'],
  ['a Parquet file without an end', 'log.parquet', 'PAR1____________', 'The Parquet file cannot be read: '],
])('%s is refused with what to do', async (_, name, content, message) => {
  await expect(readFile(content, {}, name)).rejects.toThrow(message)
})
