import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { openSegmentFile } from '../log/segment-file.ts'
import { batchText } from '../testing/batch-text.ts'
import { openGate } from '../testing/open-gate.ts'
import { pairRecord } from '../testing/pair-record.ts'
import {
  INGEST_KEY,
  READ_TOKEN,
  startTestCollector,
  type TestCollector,
} from '../testing/start-test-collector.ts'

const start = (...rest: Parameters<typeof startTestCollector> extends [unknown, ...infer R] ? R : never) =>
  startTestCollector(onTestFinished, ...rest)

/** Waits until the engine has all that was acknowledged, and returns the texts by id. */
async function stored(collector: TestCollector): Promise<Map<string, string>> {
  await fetch(`${collector.url}/v1/experiments/credit-risk/pairs`, {
    headers: { authorization: `Bearer ${READ_TOKEN}` },
  })
  return new Map([...collector.engine.records.values()].map(({ id, raw }) => [id, raw]))
}

async function staysAlive(collector: TestCollector): Promise<void> {
  const pair = pairRecord()
  expect(await collector.accept(batchText([pair.text]))).toEqual({ accepted: 1, duplicates: 0, rejected: [] })
  expect((await stored(collector)).get(pair.id)).toBe(pair.text)
}

test('a batch is acknowledged and reaches the engine with each text as it was sent', async () => {
  const collector = await start()
  const inputs = [
    '{"n":9007199254740993, "f":1.0e5}',
    '{"__proto__":{"x":1}}',
    '{"k":1,"k":2,\n"é":"\\u00e9"}',
    'null',
  ]
  const pairs = inputs.map(input => pairRecord({ input }))
  const losses = '{"credit-risk":{"sampled":9,"unconfirmed":1,"dropped":{"exit":2}}}'
  const client = randomUUID()
  const ack = await collector.accept(
    batchText(
      pairs.map(pair => pair.text),
      { losses, client },
    ),
  )
  expect(ack).toEqual({ accepted: 4, duplicates: 0, rejected: [] })
  expect(await stored(collector)).toEqual(new Map(pairs.map(pair => [pair.id, pair.text])))
  expect(collector.engine.losses).toEqual([
    {
      client,
      receivedAt: expect.any(Number),
      experiment: 'credit-risk',
      losses: { sampled: 9, unconfirmed: 1, dropped: { exit: 2 } },
    },
  ])
})

test('gzip, application/json and a batch without pairs', async () => {
  const collector = await start()
  const [a, b] = [pairRecord(), pairRecord()]
  expect(await collector.accept(gzipSync(batchText([a.text])), '&encoding=gzip')).toMatchObject({
    accepted: 1,
  })
  const json = await collector.post(batchText([b.text]), '', { 'content-type': 'application/json' })
  expect(json.status).toBe(202)
  expect(await collector.accept(batchText([]))).toEqual({ accepted: 0, duplicates: 0, rejected: [] })
  expect([...(await stored(collector)).keys()]).toEqual([a.id, b.id])
})

test('a record of the wrong shape costs itself; an id from the year 2200 is taken', async () => {
  const collector = await start()
  const [good, wrong, far] = [
    pairRecord(),
    pairRecord({ experiment: '7' }),
    pairRecord({ at: Date.UTC(2200, 0, 1) }),
  ]
  const ack = await collector.accept(batchText([good.text, wrong.text, far.text]))
  expect(ack).toEqual({
    accepted: 2,
    duplicates: 0,
    rejected: [{ index: 1, id: wrong.id, error: expect.stringMatching(/^experiment: /) }],
  })
  expect([...(await stored(collector)).keys()]).toEqual([good.id, far.id])
  const metrics = await (await fetch(`${collector.url}/metrics`)).text()
  expect(metrics).toContain('shadow_mode_engine_records_total{result="quarantined"} 1')
  expect(metrics).toContain('shadow_mode_intake_records_total{result="rejected"} 1')
})

test('duplicates are told, and conflicts left to the engine', async () => {
  const collector = await start()
  const pair = pairRecord()
  const other = pairRecord({ id: pair.id, input: '{"AGE":99}' })
  await collector.accept(batchText([pair.text]))
  expect(await collector.accept(batchText([pair.text, other.text]))).toMatchObject({
    accepted: 2,
    duplicates: 2,
  })
  expect((await stored(collector)).get(pair.id)).toBe(pair.text)
  const metrics = await (await fetch(`${collector.url}/metrics`)).text()
  expect(metrics).toContain('shadow_mode_engine_records_total{result="duplicate"} 1')
  expect(metrics).toContain('shadow_mode_engine_records_total{result="conflict"} 1')
})

test('a wrong or missing key is answered 401 before the body is read', async () => {
  const collector = await start()
  for (const query of ['?key=wrong', '', '?key=']) {
    // The head of a request whose body never comes: only an answer that does not wait for it arrives.
    const socket = connect(Number(new URL(collector.url).port), '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    socket.write(
      `POST /v1/pairs${query} HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 1000\r\n\r\n`,
    )
    const answer = await new Promise<string>(resolve => socket.once('data', data => resolve(String(data))))
    expect(answer).toMatch(/^HTTP\/1\.1 401 /)
  }
  await staysAlive(collector)
})

test('a sender that goes away in mid-body does no harm', async () => {
  const collector = await start()
  const socket = connect(Number(new URL(collector.url).port), '127.0.0.1')
  socket.write(
    `POST /v1/pairs?key=${INGEST_KEY} HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{"pairs":[`,
  )
  await sleep(30)
  socket.destroy()
  await staysAlive(collector)
  expect(collector.problems).toEqual([])
})

test('what is no batch is answered 400 with what is wrong', async () => {
  const collector = await start()
  for (const [body, message] of [
    ['', /not valid JSON/],
    ['{"pairs":', /not valid JSON/],
    [batchText([]).replace('"sdk"', '"sdq"'), /sdk/],
    [`{"pairs":[${'['.repeat(100_000)}${']'.repeat(100_000)}]}`, /nested deeper/],
    [new Uint8Array([0x7b, 0xff, 0x7d]), /UTF-8/],
  ] as const) {
    const response = await collector.post(body)
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      error: { code: expect.any(String), message: expect.stringMatching(message) },
    })
  }
  const notGzip = await collector.post('{}', '&encoding=gzip')
  expect(notGzip.status).toBe(400)
  const cutShort = await collector.post(gzipSync(batchText([])).subarray(0, -12), '&encoding=gzip')
  expect(cutShort.status).toBe(400)
  expect((await collector.post('{}', '&encoding=zstd')).status).toBe(415)
  expect((await collector.post('{}', '', { 'content-type': 'image/png' })).status).toBe(415)
  await staysAlive(collector)
})

test('a fuzzed batch is answered 202 or 400, and never kept in part', { timeout: 30_000 }, async () => {
  const collector = await start()
  const pair = pairRecord()
  const whole = Buffer.from(batchText([pair.text]))
  const edits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(edits, async changes => {
      const bytes = Buffer.from(whole)
      for (const [at, byte] of changes) bytes[at] = byte
      expect([202, 400]).toContain((await collector.post(bytes)).status)
    }),
    { numRuns: 300 },
  )
  for (const [id, raw] of await stored(collector)) expect(JSON.parse(raw)).toMatchObject({ id })
  expect(collector.problems).toEqual([])
  await staysAlive(collector)
})

test('more than 1,000 records are answered 413', async () => {
  const collector = await start()
  const records = Array.from({ length: 1_001 }, () => '0')
  expect((await collector.post(batchText(records))).status).toBe(413)
  expect(await collector.accept(batchText(records.slice(1)))).toMatchObject({ accepted: 0 })
})

test('the answer waits for the disk', async () => {
  const gate = openGate()
  let syncs = 0
  let answered = false
  const collector = await start(
    {},
    {
      openFile: async path => {
        const file = await openSegmentFile(path)
        const sync = () => {
          syncs += 1
          return gate.passed.then(() => file.sync())
        }
        return { ...file, sync }
      },
    },
  )
  const posted = collector.accept(batchText([pairRecord().text])).then(ack => {
    answered = true
    return ack
  })
  await expect.poll(() => syncs).toBe(1)
  await sleep(60)
  expect(answered).toBe(false)
  gate.open()
  expect(await posted).toMatchObject({ accepted: 1 })
})

test('a full disk is answered 503 with Retry-After; with room again the same batch is taken', async () => {
  let isFull = false
  const collector = await start(
    {},
    {
      openFile: async path => {
        const file = await openSegmentFile(path)
        const append = (bytes: Buffer) => (isFull ? Promise.reject(new Error('ENOSPC')) : file.append(bytes))
        return { ...file, append }
      },
    },
  )
  const pair = pairRecord()
  isFull = true
  const refused = await collector.post(batchText([pair.text]))
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await collector.post(batchText([pair.text]))).status).toBe(503)
  expect(collector.problems).toEqual([expect.stringContaining('cannot be written')])
  isFull = false
  expect(await collector.accept(batchText([pair.text]))).toMatchObject({ accepted: 1, duplicates: 0 })
  expect(collector.problems[1]).toContain('can be written again')
  await staysAlive(collector)
})

const batch = (): string => batchText([pairRecord().text, pairRecord().text])

test('a backlog at its limit is answered 503 with Retry-After, until the engine is back', async () => {
  const collector = await start({}, { logLimits: { backlogRecords: 3 } })
  collector.engine.failWith = new Error('engine down')
  await collector.accept(batch())
  const refused = await collector.post(batch())
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  collector.engine.failWith = null
  await expect.poll(async () => (await collector.post(batch())).status).toBe(202)
})
