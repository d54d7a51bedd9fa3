import { Agent } from 'node:http'
import { gzipSync } from 'node:zlib'
import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { startCollector } from '@shadow-mode/test-support/servers/collector-process.ts'
import { expect, test } from 'vitest'
import { makeBatch } from '../make-batch.ts'
import { testScope } from '../test-scope.ts'
import { makeBombs } from './bombs.ts'
import { measure, summarise } from './measure.ts'
import { send } from './send.ts'

const IN_FLIGHT = 20
const ROUND_MS = 4_000
/** On a machine with nothing else to do. Milliseconds. */
const HEALTH_P99 = 100
const ACK_P99 = 250

/** A batch of 50 pairs, as the SDK sends it. */
const honestBatch = (): Buffer =>
  gzipSync(JSON.stringify(makeBatch(Array.from({ length: 50 }, () => newPair({ experiment: 'honest' })))))

test('bombs in flight hold neither the health check nor an honest client', async () => {
  const collector = await startCollector(testScope(), { allowOrigin: '*' })
  const intake = `${collector.url}/v1/pairs?key=${collector.key}&encoding=gzip`
  const bombs = [...makeBombs()]
  const all: Record<'health' | 'ack', number[]> = { health: [], ack: [] }

  const playRound = async (thrown: readonly (readonly [string, Buffer])[]) => {
    // Each uses its connection all the time, so that the collector never closes it as idle.
    const [prober, client] = [new Agent({ keepAlive: true }), new Agent({ keepAlive: true })]
    const statuses = new Map<number, number>()
    const until = performance.now() + ROUND_MS
    const isOver = () => performance.now() > until
    const throwBombs = async (body: Buffer): Promise<void> => {
      while (!isOver()) {
        const { status, retryAfter } = await send(intake, { method: 'POST', body })
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        expect([0, 202, 400, 413, 503]).toContain(status)
        expect(status === 503 ? Number(retryAfter) : 1).toBeGreaterThan(0)
      }
    }
    const inFlight = thrown.flatMap(([, body]) =>
      Array.from({ length: IN_FLIGHT / thrown.length }, () => throwBombs(body)),
    )
    const [health, ack] = await Promise.all([
      measure(
        async () => {
          expect((await send(`${collector.url}/healthz`, { agent: prober })).status).toBe(200)
        },
        { isOver, pauseMs: 5 },
      ),
      measure(
        async () => {
          const { status, body } = await send(intake, { method: 'POST', body: honestBatch(), agent: client })
          expect(status, body).toBe(202)
        },
        { isOver, pauseMs: 5 },
      ),
    ])
    await Promise.all(inFlight)
    all.health.push(...health)
    all.ack.push(...ack)
    return {
      bombs: thrown.map(([name, body]) => `${name} (${Math.ceil(body.length / 1024)} kB)`).join(', '),
      'healthz p99': summarise(health).p99,
      'healthz max': summarise(health).max,
      'ack p99': summarise(ack).p99,
      'ack max': summarise(ack).max,
      statuses: Array.from(statuses, ([status, count]) => `${count} × ${status}`).join(', '),
    }
  }

  const rows = [await playRound([])]
  // That was the control.
  Object.assign(all, { health: [], ack: [] })
  for (const [index, bomb] of bombs.entries())
    rows.push(await playRound([bomb, bombs[(index + 1) % bombs.length] ?? bomb]))
  console.table(rows)
  const [health, ack] = [summarise(all.health), summarise(all.ack)]
  console.table({ health, ack })
  expect(health.p99).toBeLessThanOrEqual(HEALTH_P99)
  expect(ack.p99).toBeLessThanOrEqual(ACK_P99)
}, 600_000)
