import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { type CollectorProcess, startCollector } from '@shadow-mode/test-support/servers/collector-process.ts'
import { until } from '@shadow-mode/test-support/servers/until.ts'
import { expect, test } from 'vitest'
import { makeBatch } from '../make-batch.ts'
import { testScope } from '../test-scope.ts'
import { measure, summarise } from './measure.ts'
import { send } from './send.ts'

const MEGABYTE = 1_000_000
/** On a machine with nothing else to do. Milliseconds. */
const HONEST_MS = 1_000

interface SlowClient {
  socket: Socket
  /** What the collector has answered. */
  answer: () => string
  isClosed: () => boolean
}

/** Connects and sends the start of a request. */
function openSlow(collector: CollectorProcess, start: string | Buffer): SlowClient {
  const socket = connect(Number(new URL(collector.url).port), '127.0.0.1')
  let answer = ''
  socket.on('data', data => (answer += String(data)))
  socket.on('error', () => undefined)
  socket.write(start)
  return { socket, answer: () => answer, isClosed: () => socket.closed }
}

const headOf = (collector: CollectorProcess, length: number): string =>
  `POST /v1/pairs?key=${collector.key} HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n\r\n`

const unfinished = (collector: CollectorProcess, announced: number, sent: number): Buffer =>
  Buffer.concat([Buffer.from(headOf(collector, announced)), Buffer.alloc(sent, 0x20)])

/** Sends honest batches until all slow clients have gone. */
async function expectHonest(name: string, collector: CollectorProcess, slow: SlowClient[]): Promise<void> {
  const client = measure(
    async () => {
      const { status, body } = await send(`${collector.url}/v1/pairs?key=${collector.key}`, {
        method: 'POST',
        body: JSON.stringify(makeBatch([newPair({ experiment: 'honest' })])),
      })
      expect(status, body).toBe(202)
    },
    { isOver: () => slow.every(({ isClosed }) => isClosed()), pauseMs: 50 },
  )
  const started = performance.now()
  const durations = summarise(await client)
  const seconds = Math.round((performance.now() - started) / 1_000)
  console.log(`${name}: gone after ${seconds} s; honest client`, durations)
  expect(durations.max).toBeLessThan(HONEST_MS)
}

test('with 100 slow bodies an honest client is answered within a second, and they end with 408', async () => {
  const collector = await startCollector(testScope(), { allowOrigin: '*' })
  const slow = Array.from({ length: 100 }, () => openSlow(collector, headOf(collector, MEGABYTE)))
  const trickle = setInterval(() => slow.forEach(({ socket }) => socket.writable && socket.write(' ')), 100)
  await expectHonest('100 slow bodies', collector, slow)
  clearInterval(trickle)
  for (const { answer } of slow) expect(answer()).toMatch(/^HTTP\/1\.1 408 [^]*retry-after: \d/)
})

test('unfinished bodies of 5 MB keep nobody out', async () => {
  const collector = await startCollector(testScope(), { allowOrigin: '*' })
  const slow = Array.from({ length: 52 }, () =>
    openSlow(collector, unfinished(collector, 5 * MEGABYTE, 4_900_000)),
  )
  await expectHonest('52 unfinished bodies', collector, slow)
  // Bodies that have to give way are answered at once.
  for (const { answer } of slow) expect(answer()).toMatch(/^(HTTP\/1\.1 (408|503) [^]*retry-after: \d|$)/)
  const metrics = await (await fetch(`${collector.url}/metrics`)).text()
  expect(metrics).toMatch(/^shadow_mode_body_bytes 0$/m)
})

test('slow heads end, and connections that say nothing', async () => {
  const collector = await startCollector(testScope(), { allowOrigin: '*' })
  const heads = Array.from({ length: 100 }, () =>
    openSlow(collector, 'POST /v1/pairs HTTP/1.1\r\nhost: x\r\n'),
  )
  const silent = Array.from({ length: 100 }, () => openSlow(collector, ''))
  const trickle = setInterval(
    () => heads.forEach(({ socket }) => socket.writable && socket.write('a: b\r\n')),
    500,
  )
  await expectHonest('200 slow heads', collector, [...heads, ...silent])
  clearInterval(trickle)
  for (const { answer } of heads) expect(answer()).toMatch(/^HTTP\/1\.1 408 /)
})

test('connections beyond the limit of an address get 503 with Retry-After', async () => {
  const collector = await startCollector(testScope(), { allowOrigin: '*' })
  const open: SlowClient[] = []
  for (let i = 0; i < 2_100; i++) {
    open.push(openSlow(collector, ''))
    if (i % 100 === 0) await delay(20)
  }
  const refused = () => open.filter(({ answer }) => answer() !== '')
  await until(
    () => refused().length >= 50,
    () => `${refused().length} refused`,
  )
  for (const { answer } of refused()) expect(answer()).toMatch(/^HTTP\/1\.1 (503|408) /)
  for (const { socket } of open) socket.destroy()
})
