import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import { startCollector } from '@shadow-mode/test-support/servers/collector-process.ts'
import { expect, test } from 'vitest'
import { makeBatch } from '../make-batch.ts'
import { residentMemory } from '../resident-memory.ts'
import { storedIds } from '../stored-ids.ts'
import { testScope } from '../test-scope.ts'
import { type Answer, exchange } from './exchange.ts'
import { REQUESTS, SEED } from './hostile-settings.ts'
import { mutateRequest, toBytes } from './mutate-request.ts'
import { send } from './send.ts'

const CONNECTIONS = 8
/** Requests of one connection, at most. */
const MAX_PIPELINED = 5
const SAMPLES = 100
/** How much the memory may grow over the second half, as a share. Fewer requests do not fill what the collector keeps. */
const MAX_GROWTH = REQUESTS < 100_000 ? Number.POSITIVE_INFINITY : 0.1

/** The slope of a line through the values, by least squares. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const products = values.reduce((sum, value, x) => sum + (x - middle) * (value - mean), 0)
  return products / values.reduce((sum, _, x) => sum + (x - middle) ** 2, 0)
}

test(`${REQUESTS} mutated requests: no 5xx but 503 with Retry-After, and flat memory`, async () => {
  const collector = await startCollector(testScope(), { allowOrigin: 'https://app.example' })
  const port = Number(new URL(collector.url).port)
  const random = seededRandom(SEED)
  const options = { key: collector.key, token: 'read-token', random }
  const statuses = new Map<number, number>()
  const memory: number[] = []
  const failures: { answer: Answer; requests: string[] }[] = []
  let sent = 0

  const sendAll = async (): Promise<void> => {
    while (sent < REQUESTS) {
      const requests = Array.from({ length: 1 + Math.floor(random() * MAX_PIPELINED) }, () =>
        toBytes(mutateRequest(options)),
      )
      sent += requests.length
      for (const answer of await exchange(port, requests, random() < 0.3)) {
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        const isAllowed = answer.status < 500 || (answer.status === 503 && answer.hasRetryAfter)
        if (!isAllowed)
          failures.push({ answer, requests: requests.map(bytes => bytes.toString('latin1').slice(0, 2_000)) })
      }
      if (sent * SAMPLES >= memory.length * REQUESTS)
        memory.push((await residentMemory(collector.process().pid)).now)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, sendAll))

  const half = memory.slice(memory.length / 2)
  const growth = (slopeOf(half) * half.length) / (half[0] ?? Number.NaN)
  console.log(
    `${sent} requests: ${Array.from(statuses, ([status, count]) => `${count} × ${status}`).join(', ')}; ` +
      `memory ${memory
        .filter((_, i) => i % 10 === 0)
        .map(Math.round)
        .join(' ')} MB, ` +
      `second half ${(100 * growth).toFixed(1)} %`,
  )
  expect(failures.slice(0, 3)).toEqual([])
  expect(growth).toBeLessThan(MAX_GROWTH)
  expect(collector.process().output()).not.toMatch(/internal|Error:/)
  // It still works.
  const pair = newPair({ experiment: 'afterwards' })
  const { status } = await send(`${collector.url}/v1/pairs?key=${collector.key}`, {
    method: 'POST',
    body: JSON.stringify(makeBatch([pair])),
  })
  expect(status).toBe(202)
  expect(await storedIds(collector, 'afterwards')).toEqual([pair.id])
}, 1_800_000)
