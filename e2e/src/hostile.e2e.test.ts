import { buffer } from 'node:stream/consumers'
import { createGzip, gzipSync } from 'node:zlib'
import { AckSchema } from '@shadow-mode/protocol'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { makeBatch } from './make-batch.ts'
import { post } from './post.ts'
import { residentMemory } from './resident-memory.ts'
import { sharedWorld } from './shared-world.ts'
import { storedIds } from './stored-ids.ts'
import type { World } from './world.ts'

const getWorld = sharedWorld()

const pairsUrl = (world: World, query = ''): string =>
  `${world.collector.url}/v1/pairs?key=${world.collector.key}${query}`

const sendGood = async (world: World, experiment: string): Promise<string> => {
  const pair = newPair({ experiment })
  const { status, body } = await post(pairsUrl(world), [JSON.stringify(makeBatch([pair]))])
  expect(status, body).toBe(202)
  return pair.id
}

const stored = async (world: World, experiment: string, ids: string[]): Promise<void> => {
  await until(
    async () => (await storedIds(world.collector, experiment)).length >= ids.length,
    () => `${ids.length} pairs of ${experiment} stored`,
  )
  expect(await storedIds(world.collector, experiment)).toEqual(ids.toSorted())
}

const malformed: Record<string, string> = {
  'not JSON': '{"batchId":',
  'an empty body': '',
  'not a batch': '{"pairs":[]}',
  'an array': '[]',
  'many brackets': '['.repeat(100_000),
  'a deeply nested batch': `{"pairs":[${'{"a":'.repeat(100_000)}`,
}

test.for(Object.entries(malformed))('%s: 400, and the intake still works', async ([name, body]) => {
  const world = getWorld()
  const experiment = `malformed-${name.replaceAll(' ', '-')}`
  const answer = await post(pairsUrl(world), [body])
  expect(answer.status, answer.body).toBe(400)
  expect(answer.body).not.toBe('')
  await stored(world, experiment, [await sendGood(world, experiment)])
})

test('a body that is not gzip although the query says so: 400', async () => {
  const world = getWorld()
  const answer = await post(pairsUrl(world, '&encoding=gzip'), ['not gzip'])
  expect(answer.status, answer.body).toBe(400)
})

test('a gzipped batch is accepted', async () => {
  const world = getWorld()
  const pair = newPair({ experiment: 'gzipped' })
  const body = gzipSync(JSON.stringify(makeBatch([pair])))
  expect((await post(pairsUrl(world, '&encoding=gzip'), [body])).status).toBe(202)
  await stored(world, 'gzipped', [pair.id])
})

test('a malformed record is rejected, and the others of its batch are stored', async () => {
  const world = getWorld()
  const experiment = 'wrong-shape'
  const [first, second] = [newPair({ experiment }), newPair({ experiment })]
  const wrong = { ...newPair({ experiment }), candidate: { version: '2.0.0', status: 'fine', durationMs: 1 } }
  const { status, body } = await post(pairsUrl(world), [
    JSON.stringify(makeBatch([first, wrong, second, null])),
  ])
  expect(status).toBe(202)
  const ack = v.parse(AckSchema, JSON.parse(body))
  expect(ack.accepted).toBe(2)
  expect(ack.rejected.map(({ index, id }) => ({ index, id }))).toEqual([
    { index: 1, id: wrong.id },
    { index: 3, id: null },
  ])
  expect(ack.rejected[0]?.error).toContain('candidate')
  await stored(world, experiment, [first.id, second.id])
})

test('a pair with an id from the year 2200 is accepted and quarantined', async () => {
  const world = getWorld()
  const experiment = 'year-2200'
  const good = newPair({ experiment })
  const future = newPair({ experiment, at: Date.UTC(2200, 0, 1) })
  const { status, body } = await post(pairsUrl(world), [JSON.stringify(makeBatch([future, good]))])
  expect(status).toBe(202)
  expect(v.parse(AckSchema, JSON.parse(body)).accepted).toBe(2)
  await stored(world, experiment, [good.id])
  expect((await world.collector.report(experiment)).capture).toMatchObject({ pairs: 1, quarantined: 1 })
})

test('a row that the engine refuses after the 202 is set aside and counted', async () => {
  const world = getWorld()
  const experiment = 'refused-row'
  const [first, second] = [newPair({ experiment }), newPair({ experiment })]
  // Half a surrogate pair is valid in JSON and in a string, but not in a UTF-8 column.
  const refused = { ...newPair({ experiment }), reference: '\ud800' }
  const { status, body } = await post(pairsUrl(world), [JSON.stringify(makeBatch([first, refused, second]))])
  expect(status).toBe(202)
  expect(v.parse(AckSchema, JSON.parse(body)).accepted).toBe(3)
  await stored(world, experiment, [first.id, second.id])
  expect((await world.collector.report(experiment)).capture).toMatchObject({ pairs: 2, setAside: 1 })
  const metrics = await (await fetch(`${world.collector.url}/metrics`)).text()
  expect(metrics).toMatch(/^\S*set_aside\S* [1-9]/m)
})

test('a wrong key: 401', async () => {
  const world = getWorld()
  for (const query of ['?key=wrong', '?key=', '']) {
    const batch = JSON.stringify(makeBatch([newPair({ experiment: 'wrong-key' })]))
    const answer = await post(`${world.collector.url}/v1/pairs${query}`, [batch])
    expect(answer.status, query).toBe(401)
  }
  expect(await storedIds(world.collector, 'wrong-key')).toEqual([])
})

function* megabytes(count: number): Generator<string> {
  const chunk = 'x'.repeat(1_048_576)
  yield '{"pairs":["'
  for (let n = 0; n < count; n++) yield chunk
  yield '"]}'
}

/** A gigabyte of zeros in about one megabyte. */
const makeBomb = async (): Promise<Buffer> => {
  const gzip = createGzip()
  const zeros = Buffer.alloc(1_048_576)
  void (async () => {
    for (let n = 0; n < 1_024; n++) {
      if (!gzip.write(zeros)) await new Promise(resolve => gzip.once('drain', resolve))
    }
    gzip.end()
  })()
  return buffer(gzip)
}

test('50 MB and a gzip bomb, five times each: 413 without more memory, and the intake still works', async () => {
  const world = getWorld()
  const experiment = 'oversize'
  const ids = [await sendGood(world, experiment)]
  const bomb = await makeBomb()
  const { pid } = world.collector.process()
  const before = await residentMemory(pid)
  for (let n = 0; n < 5; n++) {
    expect((await post(pairsUrl(world), megabytes(50))).status).toBe(413)
    expect((await post(pairsUrl(world, '&encoding=gzip'), [bomb])).status).toBe(413)
    ids.push(await sendGood(world, experiment))
  }
  const after = await residentMemory(pid)
  // A collector that buffers whole bodies would exceed this. The workers that parse large bodies need half of it.
  expect(after.peak - before.peak).toBeLessThan(200)
  await stored(world, experiment, ids)
  expect((await fetch(`${world.collector.url}/healthz`)).status).toBe(200)
})
