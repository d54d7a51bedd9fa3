import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { batchText } from '../testing/batch-text.ts'
import { pairRecord } from '../testing/pair-record.ts'
import { INGEST_KEY, startTestCollector, type TestCollector } from '../testing/start-test-collector.ts'
import { MAX_RECORD_KEYS } from './intake-limits.ts'

const start = () => startTestCollector(onTestFinished)

const escapes = String.raw`\u0041`.repeat(3_000_000)
const wide = (keys: number) =>
  pairRecord({ input: `{${Array.from({ length: keys }, (_, i) => `"k${i}":${i}`).join(',')}}` })

const bombs: [string, string, number][] = [
  ['escapes in an unknown key', `{"${escapes}":0}`, 413],
  ['empty arrays in an unknown field', `{"x":[${'[],'.repeat(6_000_000)}0]}`, 413],
  ['nesting', `{"x":${'['.repeat(5_000_000)}`, 400],
  ['the array of pairs repeated', `{${`"pairs":[${'0,'.repeat(900)}0],`.repeat(10_000)}"x":0}`, 413],
  [
    'a thousand pairs that are none',
    batchText(Array.from({ length: 1_000 }, () => `{${'"a":0,'.repeat(3_000)}"b":0}`)),
    202,
  ],
  [
    'pairs of escapes',
    batchText(
      Array.from({ length: 4 }, () => pairRecord({ input: `"${escapes.slice(0, 4_000_002)}"` }).text),
    ),
    202,
  ],
]

test('bombs in flight: an honest client is answered, and each bomb gets its answer', async () => {
  const collector = await start()
  const bodies = bombs.map(([, text]) => gzipSync(text))
  const thrown = bodies.map(body => collector.post(body, '&encoding=gzip'))
  for (let i = 0; i < 5; i++) {
    expect((await fetch(`${collector.url}/healthz`)).status).toBe(200)
    expect(await collector.accept(batchText([pairRecord().text]))).toMatchObject({ accepted: 1 })
  }
  const statuses = (await Promise.all(thrown)).map(({ status }) => status)
  expect(statuses).toEqual(bombs.map(([, , status]) => status))
})

test('a pair of 20,000 distinct keys is rejected, and the others of its batch are stored', async () => {
  const { accept, engine } = await start()
  const [hostile, honest] = [wide(20_000), wide(1_000)]
  expect(await accept(batchText([hostile.text, honest.text]))).toEqual({
    accepted: 1,
    duplicates: 0,
    rejected: [{ index: 0, id: hostile.id, error: `A record has at most ${MAX_RECORD_KEYS} distinct keys` }],
  })
  await expect.poll(() => [...engine.records.keys()]).toEqual([honest.id])
})

/** Opens a connection that sends the start of a body and nothing more. */
function openUnfinished({ url }: TestCollector, bytes: number): void {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined)
  socket.write(`POST /v1/pairs?key=${INGEST_KEY} HTTP/1.1\r\nhost: x\r\ncontent-length: 5000000\r\n\r\n`)
  socket.write(Buffer.alloc(bytes, 0x20))
}

test('30 unfinished bodies of 5 MB keep nobody out', async () => {
  const collector = await start()
  for (let i = 0; i < 30; i++) openUnfinished(collector, 4_900_000)
  const bodyBytes = async () => {
    const metrics = await (await fetch(`${collector.url}/metrics`)).text()
    return Number(/^shadow_mode_body_bytes (\d+)$/m.exec(metrics)?.[1])
  }
  await expect.poll(bodyBytes).toBeGreaterThan(50_000_000)
  for (let i = 0; i < 5; i++)
    expect(await collector.accept(batchText([pairRecord().text]))).toMatchObject({ accepted: 1 })
  expect(await bodyBytes()).toBeLessThan(65_000_000 + 5_000_000)
})
