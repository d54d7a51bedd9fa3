import { expect, test } from 'vitest'
import { HttpError } from '../http/http-error.ts'
import { batchText } from '../testing/batch-text.ts'
import { pairRecord } from '../testing/pair-record.ts'
import {
  MAX_BATCH_KEYS,
  MAX_LOSS_ENTRIES,
  MAX_RECORD_DEPTH,
  MAX_RECORD_KEYS,
  MAX_RECORD_LENGTH,
  MAX_RECORDS,
} from './intake-limits.ts'
import { parseBatch } from './parse-batch.ts'

function refusal(text: string): { status: number; message: string } {
  try {
    parseBatch(text)
  } catch (error) {
    if (error instanceof HttpError) return { status: error.status, message: error.message }
    throw error
  }
  throw new Error('The batch was accepted')
}

const nested = (levels: number) => pairRecord({ input: '['.repeat(levels) + ']'.repeat(levels) })
const records = (n: number) => batchText(Array.from({ length: n }, () => '0'))
const losses = (n: number) =>
  JSON.stringify(
    Object.fromEntries(
      Array.from({ length: n }, (_, i) => [`e${i}`, { sampled: 0, unconfirmed: 0, dropped: {} }]),
    ),
  )

test('good records are kept with their text, bad ones rejected with index, id and field', () => {
  const good = pairRecord({ input: '{"n":9007199254740993,"f":1.0e5,"__proto__":{"a":1},"k":1,"k":2}' })
  const wrong = pairRecord({ experiment: '"no spaces allowed"' })
  const batch = parseBatch(batchText([wrong.text, good.text, '7', '{"id":8}']))
  expect(batch.records).toEqual([{ id: good.id, experiment: 'credit-risk', raw: good.text }])
  expect(batch.rejected.map(({ index, id }) => ({ index, id }))).toEqual([
    { index: 0, id: wrong.id },
    { index: 2, id: null },
    { index: 3, id: null },
  ])
  expect(batch.rejected[0]?.error).toMatch(/^experiment: /)
  expect(batch.rejected[2]?.error).toMatch(/^id: /)
})

test('a record that is too deep or too long costs only itself', () => {
  const good = pairRecord()
  const long = pairRecord({ input: JSON.stringify('x'.repeat(MAX_RECORD_LENGTH)) })
  const deep = nested(MAX_RECORD_DEPTH)
  const atLimit = nested(MAX_RECORD_DEPTH - 1)
  const batch = parseBatch(batchText([deep.text, good.text, long.text, atLimit.text]))
  expect(batch.records.map(record => record.id)).toEqual([good.id, atLimit.id])
  expect(batch.rejected).toMatchObject([
    { index: 0, id: deep.id },
    { index: 2, id: long.id },
  ])
  expect(batch.rejected[0]?.error).toContain('levels deep')
  expect(batch.rejected[1]?.error).toContain('characters')
})

test('an id from the year 2200 is accepted: the engine puts it into quarantine', () => {
  const far = pairRecord({ at: Date.UTC(2200, 0, 1) })
  expect(parseBatch(batchText([far.text])).records.map(record => record.id)).toEqual([far.id])
})

test.each([
  ['nothing', '', /not valid JSON/],
  ['no JSON', 'hello', /not valid JSON/],
  ['a batch cut short', batchText([pairRecord().text]).slice(0, -20), /not valid JSON at position/],
  ['a record that is no JSON', batchText(['{"id":tru}']), /not valid JSON at position \d+/],
  ['a trailing comma', batchText([`${pairRecord().text},`]), /not valid JSON/],
  ['an array', '[]', /batchId/],
  ['no pairs', batchText([]).replace('"pairs"', '"peers"'), /pairs/],
  ['pairs of the wrong type', batchText([]).replace('"pairs":[]', '"pairs":7'), /pairs/],
  ['no client', batchText([]).replace('"client"', '"klient"'), /client/],
  [
    'a negative loss',
    batchText([], { losses: '{"e":{"sampled":-1,"unconfirmed":0,"dropped":{}}}' }),
    /losses\.e\.sampled/,
  ],
  ['nesting of 100,000 levels', `{"pairs":[${'['.repeat(100_000)}${']'.repeat(100_000)}]}`, /nested deeper/],
  ['nesting outside of an object', '['.repeat(100_000) + ']'.repeat(100_000), /nested deeper/],
])('%s is answered 400, naming what is wrong', (_, text, message) => {
  expect(refusal(text)).toMatchObject({ status: 400 })
  expect(refusal(text).message).toMatch(message)
})

test('limits of number and size', () => {
  expect(parseBatch(records(MAX_RECORDS)).rejected).toHaveLength(MAX_RECORDS)
  expect(refusal(records(MAX_RECORDS + 1))).toMatchObject({ status: 413 })
  expect(refusal(batchText([], { sdk: 'x'.repeat(300_000) }))).toMatchObject({ status: 413 })
  expect(
    Object.keys(parseBatch(batchText([], { losses: losses(MAX_LOSS_ENTRIES) })).envelope.losses),
  ).toHaveLength(MAX_LOSS_ENTRIES)
  expect(refusal(batchText([], { losses: losses(MAX_LOSS_ENTRIES + 1) }))).toMatchObject({ status: 400 })
})

const wide = (keys: number, prefix = 'k') =>
  pairRecord({
    input: JSON.stringify(Object.fromEntries(Array.from({ length: keys }, (_, i) => [`${prefix}${i}`, i]))),
  })

test('a record with too many distinct keys costs only itself', () => {
  const good = pairRecord()
  const hostile = wide(2 * MAX_RECORD_KEYS)
  const manyObjects = pairRecord({
    input: JSON.stringify(
      Array.from({ length: 150 }, (_, i) => ({ [`a${i}`]: JSON.parse(`{${members(100)}}`) })),
    ),
  })
  const batch = parseBatch(batchText([hostile.text, good.text, manyObjects.text]))
  expect(batch.records.map(record => record.id)).toEqual([good.id])
  const error = `A record has at most ${MAX_RECORD_KEYS} distinct keys`
  expect(batch.rejected).toEqual([
    { index: 0, id: hostile.id, error },
    { index: 2, id: manyObjects.id, error },
  ])
})

const members = (count: number) => Array.from({ length: count }, (_, i) => `"m${i}":0`).join(',')

test('keys that repeat count once: in the elements of arrays, and in the records of a batch', () => {
  const rows = pairRecord({ input: JSON.stringify(Array.from({ length: 20_000 }, (_, x) => ({ x, y: 1 }))) })
  const features = Array.from({ length: 100 }, () => wide(1_000))
  const batch = parseBatch(batchText([rows, ...features].map(record => record.text)))
  expect(batch.rejected).toEqual([])
})

test('the records of a batch share a limit of distinct keys; a rejected one takes nothing of it', () => {
  const perRecord = MAX_RECORD_KEYS - 100
  const fitting = Math.floor(MAX_BATCH_KEYS / perRecord)
  const wideRecords = Array.from({ length: fitting + 2 }, (_, i) => wide(perRecord, `r${i}_`))
  const invalid = wide(perRecord, 'invalid').text.replace('credit-risk', '')
  const small = pairRecord()
  const texts = [invalid, ...wideRecords.map(record => record.text), small.text]
  const batch = parseBatch(batchText(texts))
  expect(batch.records.map(record => record.id)).toEqual([
    ...wideRecords.slice(0, fitting).map(record => record.id),
    small.id,
  ])
  expect(batch.rejected.map(({ index }) => index)).toEqual([0, fitting + 1, fitting + 2])
  expect(batch.rejected[1]?.error).toBe(
    `The records of a batch have at most ${MAX_BATCH_KEYS} distinct keys together`,
  )
})
