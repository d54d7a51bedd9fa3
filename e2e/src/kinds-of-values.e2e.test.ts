import { text } from 'node:stream/consumers'
import { isDeepStrictEqual } from 'node:util'
import { createShadowClient, httpModel, type Model, type ShadowEvent } from '@shadow-mode/client'
import { startCollector } from '@shadow-mode/test-support/servers/collector-process.ts'
import { listen } from '@shadow-mode/test-support/servers/listen.ts'
import {
  anyValue,
  exactValue,
  expectedForm,
  HIDDEN,
} from '@shadow-mode/test-support/values/arbitrary-values.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { testScope } from './test-scope.ts'

/** Both models get the same input or the prediction is counted, and the collector gives back what the pair holds. */

const VALUES = 300

/** Writes which kinds a value consists of, too. */
const show = (value: unknown): string => fc.stringify(value)

async function start(live: (origin: string) => Model<unknown, unknown>) {
  const scope = testScope()
  const bodies: string[] = []
  const origin = await listen(scope, [
    async (request, response) => {
      bodies.push(await text(request))
      response.setHeader('content-type', 'application/json').end('{"score":0.5}')
      return true
    },
  ])
  const collector = await startCollector(scope, { allowOrigin: origin })
  const got: unknown[] = []
  const client = createShadowClient<unknown, unknown>({
    experiment: 'kinds',
    live: live(origin),
    candidate: {
      version: '2',
      predict: async input => {
        got.push(input)
        return input
      },
    },
    collector: { url: collector.url, key: collector.key },
    // A busy machine may start and end a shadow run late: none is to be dropped for that.
    plan: { serve: 'live', shadowRate: 1, startWithinMs: 600_000, timeoutMs: 600_000 },
    storage: 'memory',
  })
  scope.defer(() => client.close())
  return { client, collector, bodies, got }
}

type Started = Awaited<ReturnType<typeof start>>

/** Predicts, and resolves when the shadow run has ended. */
async function ask({ client, got, bodies }: Started, input: unknown) {
  got.length = bodies.length = 0
  const end = new Promise<ShadowEvent>(resolve => {
    const stop = client.subscribe(event => {
      if (event.type !== 'pair' && event.type !== 'dropped') return
      stop()
      resolve(event)
    })
  })
  const answer = await client.predict(input).catch((error: unknown) => error)
  const ended = await end
  return { answer, pair: ended.type === 'pair' ? ended.pair : undefined }
}

/** Returns the stored pairs by id, once the collector has all. */
async function exportAll({ client, collector }: Started) {
  await client.flush()
  expect(client.status()).toMatchObject({ queued: 0, unconfirmed: 0, dropped: {} })
  await collector.report('kinds')
  return new Map((await collector.pairs('kinds')).map(pair => [pair.id, pair]))
}

test('live is an httpModel: the candidate gets what live was sent, and an export gives each pair back', async () => {
  const started = await start(origin => httpModel({ url: origin, version: '1' }))
  const pairs = []
  for (const input of fc.sample(anyValue, { numRuns: VALUES, seed: 9 })) {
    const body = attempt(() => JSON.stringify(input))
    if (body === undefined) continue
    const { answer, pair } = await ask(started, input)
    expect(answer).toEqual({ score: 0.5 })
    expect(started.bodies).toEqual([body])
    expect(started.got.map(it => JSON.stringify(it))).toEqual([body])
    expect(pair?.input).toEqual(expectedForm(started.got[0]))
    expect(JSON.stringify(pair)).not.toContain(HIDDEN)
    pairs.push(pair)
  }
  expect(pairs.length).toBeGreaterThan(VALUES / 2)
  const stored = await exportAll(started)
  expect(stored.size).toBe(pairs.length)
  for (const pair of pairs) expect(stored.get(pair?.id ?? '')).toEqual(pair)
})

test('live is a function: the candidate gets an equal value of the same kinds, and an export gives each pair back', async () => {
  const served: unknown[] = []
  const started = await start(() => ({
    version: '1',
    predict: async input => {
      served.push(input)
      return input
    },
  }))
  const pairs = []
  for (const input of fc.sample(exactValue, { numRuns: VALUES, seed: 9 })) {
    const { answer, pair } = await ask(started, input)
    expect(answer).toBe(input)
    expect(served.pop()).toBe(input)
    expect(isDeepStrictEqual(started.got, [input])).toBe(true)
    expect(show(started.got)).toBe(show([input]))
    expect(pair?.input).toEqual(expectedForm(input))
    expect(pair?.candidate).toEqual({ ...pair?.live, version: '2', durationMs: expect.any(Number) })
    pairs.push(pair)
  }
  const stored = await exportAll(started)
  expect(stored.size).toBe(VALUES)
  for (const pair of pairs) expect(stored.get(pair?.id ?? '')).toEqual(pair)
})

function attempt<Value>(run: () => Value): Value | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}
