import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { batchText } from '../../testing/batch-text.ts'
import { pairRecord } from '../../testing/pair-record.ts'
import { MAX_INFLATED_BYTES } from '../intake-limits.ts'
import { type BodyParser, createBodyParser } from './create-body-parser.ts'

function openParser(): BodyParser {
  const parser = createBodyParser()
  onTestFinished(() => parser.close())
  return parser
}

const bodyOf = (text: string) => ({ bytes: gzipSync(text), encoding: 'gzip', list: 'pairs' }) as const
const batchOf = (length: number) => {
  const pair = pairRecord({ input: JSON.stringify('é'.repeat(length / 2)) })
  return { pair, text: batchText([pair.text, '{}']) }
}

test.each([
  ['on the loop', 1_000],
  ['in the worker of short bodies', 300_000],
  ['in the worker of long bodies', 2_000_000],
])('a batch is parsed the same %s', async (_, length) => {
  const { pair, text } = batchOf(length)
  const { envelope, records, rejected } = await openParser().parse(bodyOf(text), 'a')
  expect(envelope).toEqual(expect.objectContaining({ sdk: '1.0.0', losses: {} }))
  expect(records.heads).toEqual([
    { id: pair.id, experiment: 'credit-risk', bytes: Buffer.byteLength(pair.text) },
  ])
  expect(Buffer.from(records.payload).toString()).toBe(pair.text)
  expect(rejected).toEqual([{ index: 1, id: null, error: 'id: missing' }])
})

test.each([
  ['no JSON', 'x', 400],
  ['too large', ' '.repeat(MAX_INFLATED_BYTES + 1), 413],
])('a body that is %s is refused, wherever it is parsed', async (_, filler, status) => {
  const parser = openParser()
  for (const length of [1_000, 300_000, 2_000_000]) {
    const body = bodyOf(filler.padEnd(length, ' '))
    await expect(parser.parse(body, 'a')).rejects.toMatchObject({ name: 'HttpError', status })
  }
})
