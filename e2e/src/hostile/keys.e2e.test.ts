import { gzipSync } from 'node:zlib'
import { AckSchema } from '@shadow-mode/protocol'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { startCollector } from '@shadow-mode/test-support/servers/collector-process.ts'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { makeBatch } from '../make-batch.ts'
import { testScope } from '../test-scope.ts'
import { send } from './send.ts'

let lastKey = 0
const wideInput = (keys: number, name = () => `k${lastKey++}`) =>
  Object.fromEntries(Array.from({ length: keys }, (_, i) => [name(), i]))

test('pairs with too many keys are refused one by one, and reports are answered', async () => {
  const collector = await startCollector(testScope(), { allowOrigin: '*' })
  const post = async (inputs: Record<string, number>[]) => {
    const pairs = inputs.map(input => newPair({ experiment: 'wide', input }))
    const started = performance.now()
    const { status, body } = await send(`${collector.url}/v1/pairs?key=${collector.key}&encoding=gzip`, {
      method: 'POST',
      body: gzipSync(JSON.stringify(makeBatch(pairs))),
    })
    expect(status, body).toBe(202)
    const ms = Math.round(performance.now() - started)
    return { ...v.parse(AckSchema, JSON.parse(body)), ms }
  }
  const report = async (pairs: number) => {
    const started = performance.now()
    expect((await collector.report('wide')).capture.pairs).toBe(pairs)
    return Math.round(performance.now() - started)
  }
  const hostile = await post(Array.from({ length: 40 }, () => wideInput(20_000)))
  const refusal = expect.objectContaining({ error: 'A record has at most 10000 distinct keys' })
  expect(hostile).toMatchObject({ accepted: 0, rejected: Array.from({ length: 40 }, () => refusal) })
  const atLimit = await post(Array.from({ length: 95 }, () => wideInput(520)))
  expect(atLimit).toMatchObject({ accepted: 95, rejected: [] })
  const afterDistinct = await report(95)
  const names = Array.from({ length: 1_000 }, (_, i) => `feature${i}`)
  const honest = await post(
    Array.from({ length: 200 }, () => {
      let at = 0
      return wideInput(1_000, () => names[at++] ?? '')
    }),
  )
  expect(honest).toMatchObject({ accepted: 200, rejected: [] })
  const afterHonest = await report(295)
  console.table({
    '40 pairs of 20,000 keys: refused': hostile.ms,
    '95 pairs of 520 keys of their own: accepted': atLimit.ms,
    'and in the report': afterDistinct,
    '200 pairs of the same 1,000 keys: accepted': honest.ms,
    'and then in the report': afterHonest,
  })
})
