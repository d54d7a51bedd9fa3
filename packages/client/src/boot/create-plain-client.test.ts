import { expect, onTestFinished, test } from 'vitest'
import { shadowOptions } from '../core/platform/testing/shadow-options.ts'
import { openHttpWorld } from '../testing/open-http-world.ts'
import { createPlainClient } from './create-plain-client.ts'

const inputs = Array.from({ length: 60 }, (_, n) => ({ n }))

test('predict, shadow, flush on demand: all is delivered, and the books balance', async () => {
  const { origin, collector } = await openHttpWorld()
  const client = createPlainClient(shadowOptions(origin))
  const answers = await Promise.all(inputs.slice(0, 20).map(input => client.predict(input)))
  expect(answers).toEqual(inputs.slice(0, 20).map(input => ({ model: 'live', input })))
  for (const input of inputs.slice(20)) await client.predict(input)
  expect(client.status().running).toBeGreaterThan(0)
  // Nothing was awaited but the live answers: flush waits for the shadow runs.
  await client.flush()
  expect(client.status()).toMatchObject({ sampled: 60, delivered: 60, queued: 0, running: 0, dropped: {} })
  expect(collector.stored.size).toBe(60)
  expect(collector.batches.at(-1)?.losses).toMatchObject({ 'credit-risk': { sampled: 60 } })
  await client.close()
})

test('a candidate that never settles is waited for no longer than the plan says', async () => {
  const { origin, collector } = await openHttpWorld()
  const client = createPlainClient({
    ...shadowOptions(origin),
    candidate: { version: '2', predict: () => new Promise(() => {}), origin: null },
    plan: { serve: 'live', shadowRate: 1, timeoutMs: 50 },
  })
  await client.predict({ n: 1 })
  await client.flush()
  expect([...collector.stored.values()]).toMatchObject([{ candidate: { status: 'timeout' } }])
  await client.close()
})

test('a collector that is down rejects nothing; what waits goes with a later flush', async () => {
  const { origin, collector } = await openHttpWorld()
  collector.moods = ['down']
  const client = createPlainClient({ ...shadowOptions(origin), storage: 'durable' })
  await client.predict({ n: 1 })
  await client.flush()
  expect(client.status()).toMatchObject({ sampled: 1, queued: 1 })
  await client.flush()
  expect(client.status()).toMatchObject({ sampled: 1, delivered: 1, queued: 0 })
  await client.close()
})

test('flush comes to an end, though there is always another prediction under way', async () => {
  const { origin, collector } = await openHttpWorld()
  const client = createPlainClient({
    ...shadowOptions(origin),
    live: { version: '1', predict: async () => 1, origin: null },
    candidate: { version: '2', predict: () => new Promise(() => {}), origin: null },
    plan: { serve: 'live', shadowRate: 1, timeoutMs: 60, startWithinMs: 60 },
  })
  const traffic = setInterval(() => void client.predict({ n: 1 }), 5)
  onTestFinished(() => clearInterval(traffic))
  await client.predict({ n: 1 })
  await client.flush()
  expect(client.status().running).toBeGreaterThan(0)
  expect(collector.stored.size).toBeGreaterThan(0)
  await client.close()
})
