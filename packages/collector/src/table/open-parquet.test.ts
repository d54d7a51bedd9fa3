import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mapPath, writeTestFile } from '../testing/map-file.ts'
import { openTable } from './open-table.ts'

// Written by PyArrow 25 with zstd and two row groups. The last column is what pandas writes for an index.
const EVERY_TYPE = join(import.meta.dirname, '../testing/every-type.parquet')

test('every type is read, over row groups, and the index of pandas is not', async () => {
  const { columns, rows } = await openTable(EVERY_TYPE)
  expect(columns).toHaveLength(17)
  expect(columns).not.toContain('__index_level_0__')
  const read = await Array.fromAsync(rows)
  expect(read.map(({ number }) => number)).toEqual([1, 2, 3])
  expect(read[0]).toEqual({
    number: 1,
    values: {
      utc: new Date('2026-11-02T00:07:10.288Z'),
      local: '2026-11-02T00:07:10.288',
      millis: new Date('2026-11-02T00:07:10.288Z'),
      date: '2026-11-02',
      int64: 1n,
      uint64: 1n,
      int32: 1,
      float: 0.5,
      double: 0.1,
      half: 0.5,
      decimal: 1.25,
      boolean: true,
      dictionary: 'a',
      struct: { a: 1n, b: [1n, 2n] },
      list: [0.1, 0.2],
      map: { a: 1n },
      'text as bytes': 'plain',
    },
  })
})

test('a map reads them as JSON: local times in its zone, large numbers as digits, NaN and null as missing', async () => {
  const { rows, problems } = await mapPath(EVERY_TYPE, {
    time: 'local',
    timezone: 'Europe/Berlin',
    live: { score: 'double', whole: 'struct.a' },
    candidate: { score: { column: 'decimal', type: 'number' }, list: 'list' },
    inputs: ['int64', 'date', 'utc', 'map'],
    subject: 'uint64',
    label: 'boolean',
  })
  expect(problems).toEqual([{ number: 3, problem: 'live, candidate: the row has a value of neither' }])
  expect(rows.map(({ pair }) => pair.subject)).toEqual(['1', '9223372036854775808'])
  expect(rows[1]).toMatchObject({
    pair: {
      capturedAt: '2026-11-01T23:07:11.288Z',
      input: {
        int64: '1152921504606846976',
        date: '2026-11-02',
        utc: '2026-11-02T00:07:11.288Z',
        map: { b: 2 },
      },
      live: { output: { score: 0.2, whole: 2 } },
      candidate: { output: { score: -0.05, list: [0.3] } },
    },
    outcome: { label: false },
  })
})

test('what JSON cannot hold costs its row', async () => {
  const { rows, problems } = await mapPath(EVERY_TYPE, {
    time: 'utc',
    live: { score: 'float' },
    candidate: 'half',
    inputs: ['text as bytes'],
  })
  expect(rows.map(({ pair }) => pair.live.status)).toEqual(['ok', 'error'])
  expect(problems).toEqual([
    { number: 2, problem: 'live.score: column "float" has Infinity, which JSON cannot hold' },
  ])
})

test('the content decides, not the name', async () => {
  const path = await writeTestFile('log.csv', '')
  await copyFile(EVERY_TYPE, path)
  expect((await openTable(path)).format).toBe('parquet')
})
