import { gzipSync } from 'node:zlib'
import { type ImportMap, PairSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { mapFile, writeTestFile } from '../testing/map-file.ts'
import { openMapping } from './open-mapping.ts'

const MAP: ImportMap = {
  time: 'at',
  live: { probability: 'p1', class: 'c1' },
  candidate: { probability: 'p2', class: 'c2' },
}
const HEADER = 'at,p1,p2,c1,c2,zip'

const mapRows = (rows: string[], map: ImportMap = MAP) => mapFile([HEADER, ...rows].join('\n'), map)

const outputsOf = async (rows: string[], map?: ImportMap) =>
  (await mapRows(rows, map)).rows.map(({ pair }) => [
    pair.live.status === 'ok' ? pair.live.output : pair.live.status,
    pair.candidate.status === 'ok' ? pair.candidate.output : pair.candidate.status,
  ])

describe('a row becomes a pair', () => {
  test('with everything that the map names', async () => {
    const map: ImportMap = {
      ...MAP,
      inputs: { zip: 'zip', both: ['c1', 'c2'], market: { value: 'tw' } },
      label: { value: 1 },
      subject: 'zip',
      reference: { value: 'r' },
      versions: { live: { value: '3.1' }, candidate: 'c2' },
      latency: { live: { column: 'p1', unit: 's' } },
    }
    const { rows, problems } = await mapRows(['2026-11-02T00:07:10.288Z,0.1,0.2,A,B,01234'], map)
    expect(problems).toEqual([])
    expect(v.parse(PairSchema, rows[0]?.pair)).toEqual(rows[0]?.pair)
    const id = rows[0]?.pair.id
    expect(rows).toEqual([
      {
        pair: {
          id: expect.stringMatching(/^01a19994-d4d0-7/),
          experiment: 'credit-risk',
          capturedAt: '2026-11-02T00:07:10.288Z',
          reference: 'r',
          subject: '01234',
          input: { zip: '01234', both: ['A', 'B'], market: 'tw' },
          live: { version: '3.1', durationMs: 100, status: 'ok', output: { probability: 0.1, class: 'A' } },
          candidate: { version: 'B', status: 'ok', output: { probability: 0.2, class: 'B' } },
          served: 'live',
          sampling: { variant: null, rate: 1, weight: 1 },
          context: { sdk: 'import' },
        },
        outcome: { id, experiment: 'credit-risk', label: 1, observedAt: '2026-11-02T00:07:10.288Z' },
        number: 2,
      },
    ])
  })

  test('a model without any value has failed; a value that is missing is null', async () => {
    expect(await outputsOf(['2026-11-02,0.1,,A,NaN,1', '2026-11-02,NA,0.2,null,,1'])).toEqual([
      [{ probability: 0.1, class: 'A' }, 'error'],
      ['error', { probability: 0.2, class: null }],
    ])
  })

  test('a label that is missing gives no outcome; one of its own time is observed then', async () => {
    const map: ImportMap = { ...MAP, label: 'zip', observedAt: 'c1' }
    const { rows } = await mapRows(['2026-11-02,1,1,2026-12-01,A,1', '2026-11-02,1,1,,A,'], map)
    expect(rows.map(({ outcome }) => outcome?.observedAt)).toEqual(['2026-12-01T00:00:00.000Z', undefined])
  })

  test('"*" takes what the map does not name, and no column without a name', async () => {
    const { rows } = await mapFile(`,at,p1,p2,a,b\n0,2026-11-02,1,2,x,\n`, {
      time: 'at',
      live: 'p1',
      candidate: 'p2',
      inputs: '*',
    })
    expect(rows[0]?.pair.input).toEqual({ a: 'x', b: null })
  })
})

describe('types in CSV', () => {
  test('codes with zeros, large ids and mixed codes stay texts; numbers and booleans do not', async () => {
    const text =
      'at,p1,p2,zip,id,code,flag\n2026-11-02,.5,1e-3,01234,12345678901234567890,7,TRUE\n2026-11-02,-1,+2,99999,1,A7,False\n'
    const { rows } = await mapFile(text, { time: 'at', live: 'p1', candidate: 'p2', inputs: '*' })
    expect(
      rows.map(({ pair }) => [pair.live, pair.candidate].map(side => side.status === 'ok' && side.output)),
    ).toEqual([
      [0.5, 0.001],
      [-1, 2],
    ])
    expect(rows.map(({ pair }) => pair.input)).toEqual([
      { zip: '01234', id: '12345678901234567890', code: '7', flag: true },
      { zip: '99999', id: '1', code: 'A7', flag: false },
    ])
  })

  test('a text in a column of numbers costs its row, and is named with a way out', async () => {
    const good = Array.from({ length: 20 }, () => '2026-11-02,0.1,0.2,A,A,1')
    const { rows, problems } = await mapRows([
      ...good,
      '2026-11-02,abc,0.2,A,A,1',
      '2026-11-02,inf,0.2,A,A,1',
    ])
    expect(rows).toHaveLength(20)
    expect(problems.map(({ number }) => number)).toEqual([22, 23])
    expect(problems[0]?.problem).toMatch(
      /^live\.probability: column "p1" has "abc", expected a number.*"type": "string"/,
    )
  })

  test('a column that is empty at first is read value by value', async () => {
    const empty = Array.from({ length: 1_000 }, () => '2026-11-02,,0.2,,A,1')
    const outputs = await outputsOf([...empty, '2026-11-02,0.5,0.2,x,A,1'])
    expect(outputs.at(-1)?.[0]).toEqual({ probability: 0.5, class: 'x' })
    const { problems } = await mapRows([...empty, '2026-11-02,inf,0.2,x,A,1'])
    expect(problems.map(({ problem }) => problem)).toEqual([
      'live.probability: column "p1" has "inf", expected a finite number',
    ])
  })

  test('a type, missing texts and a decimal comma can be told', async () => {
    const map: ImportMap = {
      time: 'at',
      live: { p: 'p1', yes: { column: 'c1', type: 'boolean' } },
      candidate: { p: 'p2', json: { column: 'c2', type: 'json' } },
      inputs: { zip: { column: 'zip', type: 'number', missing: ['-'] } },
      decimal: ',',
    }
    const text = `${HEADER.replaceAll(',', ';')}\n2026-11-02;0,5;1.234,25;Y;[1,{"a":2}];007\n2026-11-02;0,5;1;no;;-\n`
    const { rows, problems } = await mapFile(text, map)
    expect(problems).toEqual([])
    expect(rows[0]?.pair).toMatchObject({
      input: { zip: 7 },
      live: { output: { p: 0.5, yes: true } },
      candidate: { output: { p: 1234.25, json: [1, { a: 2 }] } },
    })
    expect(rows[1]?.pair).toMatchObject({ input: { zip: null }, live: { output: { yes: false } } })
  })

  test('numbers with a decimal comma are not taken for classes', async () => {
    const text = `${HEADER.replaceAll(',', ';')}\n2026-11-02;0,5;0,6;A;B;1\n`
    await expect(mapFile(text, MAP)).rejects.toThrow('decimal: column "p1" has "0,5". Set "decimal": ","')
  })
})

describe('rows that cannot be mapped', () => {
  test('are named by line, field and what was found, and cost only themselves', async () => {
    const rows = [
      '2026-11-02,0.1,0.2,A,A,1',
      'yesterday,0.1,0.2,A,A,1',
      ',0.1,0.2,A,A,1',
      '2026-11-02,,,,,1',
      '2026-11-02,0.1,0.2,"A\n\nA",A,1',
      '2026-11-02,0.1,0.2,A,A',
      `2026-11-02,0.1,0.2,A,A,${'x'.repeat(300)}`,
      '2026-11-02,0.1,0.2,A,A,1',
    ]
    const mapped = await mapRows(rows, { ...MAP, subject: 'zip' })
    expect(mapped.rows).toHaveLength(3)
    expect(mapped.problems).toEqual([
      {
        number: 3,
        problem: expect.stringMatching(/^time: column "at" has "yesterday", which is not an ISO 8601 time/),
      },
      { number: 4, problem: 'time: the row has no value' },
      { number: 5, problem: 'live, candidate: the row has a value of neither' },
      { number: 9, problem: '5 fields, but the header has 6' },
      { number: 10, problem: 'subject: 300 characters; at most 256 are allowed' },
    ])
  })

  test('a negative duration is none', async () => {
    const { problems } = await mapRows(['2026-11-02,-1,0.2,A,A,1'], { ...MAP, latency: { live: 'p1' } })
    expect(problems).toEqual([{ number: 2, problem: 'latency.live: -1 is not a duration' }])
  })
})

test('a file that cannot be read to its end gives the rows before, and then says so', async () => {
  const rows = ['2026-11-02,0.1,0.2,A,A,1', '2026-11-02,0.1,0.2,"A,A,1', '2026-11-02,0.1,0.2,A,A,1']
  const path = await writeTestFile('log.csv', [HEADER, ...rows].join('\n'))
  const mapping = await openMapping(path, MAP, 'credit-risk')
  const read: number[] = []
  const readAll = async () => {
    for await (const row of mapping.rows) read.push(row.number)
  }
  await expect(readAll()).rejects.toThrow('The row that begins in line 3 cannot be read')
  expect(read).toEqual([2])
})

describe('a map that does not fit the file', () => {
  test('is refused with every field, column and the columns of the file', async () => {
    const map: ImportMap = {
      time: 'at',
      live: { probability: 'p_live' },
      candidate: { probability: ['p2', 'p3'] },
      key: ['id'],
    }
    await expect(mapRows(['2026-11-02,1,1,A,A,1'], map)).rejects.toThrow(
      'live.probability: no column "p_live"; candidate.probability[1]: no column "p3"; key[0]: no column "id"; ' +
        'the file has "at", "p1", "p2", "c1", "c2", "zip"',
    )
  })

  test('a name that occurs twice is not chosen by chance', async () => {
    const text = 'at,p,p,q\n2026-11-02,1,2,3\n'
    const map: ImportMap = { time: 'at', live: 'p', candidate: 'q' }
    await expect(mapFile(text, map)).rejects.toThrow(
      'no column "p"; the file has "at", "p (1)", "p (2)", "q"',
    )
    const { rows } = await mapFile(text, { ...map, live: 'p (2)' })
    expect(rows[0]?.pair.live).toMatchObject({ output: 2 })
  })
})

describe('JSON lines', () => {
  const map: ImportMap = {
    time: 'at',
    live: { p: 'live.p' },
    candidate: { p: 'new.p' },
    subject: 'id',
    inputs: '*',
  }

  test('fields of objects are named with points; large ids keep their digits', async () => {
    const lines = [
      '{"at":1762041600123,"live":{"p":0.1},"new":{"p":0.2},"id":12345678901234567890,"in":{"a":[1]}}',
      '{"at":"2026-11-02T00:00:00Z","live":{"p":0.1},"new":{"p":null}}',
      '[1]',
      '{"at":17620416',
      '',
      '{"at":1762041600123,"live":{"p":"0.1"},"__proto__":{"x":1}}',
    ]
    const { rows, problems } = await mapFile(gzipSync(lines.join('\r\n')), map, 'log.jsonl.gz')
    expect(rows.map(({ pair }) => [pair.subject, pair.input])).toEqual([
      ['12345678901234567890', { in: { a: [1] } }],
      [undefined, {}],
      [undefined, JSON.parse('{"__proto__":{"x":1}}')],
    ])
    expect(rows[1]?.pair.candidate).toMatchObject({ status: 'error' })
    expect(problems.map(({ number }) => number)).toEqual([3, 4])
    expect(problems[0]?.problem).toBe('expected one JSON object a line, found a list')
  })

  test('a column that no row has is misspelt', async () => {
    const text = '{"at":1762041600,"live":{"p":1},"new":{"q":1}}'
    await expect(mapFile(text, { ...map, subject: { value: 's' } }, 'log.ndjson')).rejects.toThrow(
      'candidate.p: no column "new.p"; the file has "at", "live", "new"',
    )
  })
})
