import { expect, onTestFinished, test, vi } from 'vitest'
import { nativePlatform } from '../core/platform/native/native-platform.ts'
import { createFakePhone, type FakePhone } from '../core/platform/testing/fake-app.ts'
import { shadowOptions } from '../core/platform/testing/shadow-options.ts'
import type { FlagSource } from '../plan/flag-source.ts'
import type { ClientOptions } from '../prediction/options/client-options.ts'
import { makeReading } from '../testing/make-reading.ts'
import { openHttpWorld } from '../testing/open-http-world.ts'
import { createNativeClient } from './create-native-client.ts'

const flagged = (flags: FlagSource) => ({ flags, plan: undefined }) as never

const start = async (
  phone: FakePhone,
  origin: string,
  change: Partial<ClientOptions<unknown, unknown>> = {},
) => {
  const app = phone.startApp()
  const options = { ...shadowOptions(origin), ...change } as ClientOptions<unknown, unknown>
  const platform = await nativePlatform({ ...app, screen: () => '/apply' })
  const client = createNativeClient(options, platform)
  // One that was killed closes nothing.
  onTestFinished(() => (app.isAlive() ? client.close() : undefined))
  const ended = () =>
    vi.waitFor(() => expect(client.status()).toMatchObject({ running: 0, queued: expect.any(Number) }))
  return { app, client, platform, ended }
}

test('predict, shadow, flush: all is delivered, the books balance, nothing is left on the phone', async () => {
  const { origin, collector } = await openHttpWorld()
  const phone = createFakePhone()
  const { client, ended } = await start(phone, origin)
  for (let n = 0; n < 40; n++) {
    expect(await client.predict({ n })).toEqual({ model: 'live', input: { n } })
  }
  await ended()
  await client.flush()
  expect(client.status()).toMatchObject({
    sampled: 40,
    delivered: 40,
    queued: 0,
    unconfirmed: 0,
    dropped: {},
  })
  expect(collector.stored.size).toBe(40)
  expect([...collector.stored.values()][0]).toMatchObject({ context: { page: '/apply' } })
  expect([...phone.content.keys()].filter(key => key.includes('/entry/'))).toEqual([])
})

test('a killed app: what was saved is delivered by the next start, once', async () => {
  const { origin, collector } = await openHttpWorld()
  collector.moods = Array.from({ length: 100 }, () => 'down')
  const phone = createFakePhone()
  const first = await start(phone, origin)
  for (let n = 0; n < 30; n++) await first.client.predict({ n })
  await first.ended()
  await first.client.flush()
  expect(first.client.status()).toMatchObject({ sampled: 30, queued: 30 })
  first.app.kill()

  collector.moods = []
  const second = await start(phone, origin)
  await second.client.flush()
  expect(second.client.status()).toMatchObject({ sampled: 30, delivered: 30, queued: 0 })
  expect([...collector.arrivals.values()]).toEqual(Array.from({ length: 30 }, () => 1))
})

test('put away: what is finished is saved at once, and there for the next start', async () => {
  const { origin, collector } = await openHttpWorld()
  collector.moods = Array.from({ length: 100 }, () => 'down')
  const phone = createFakePhone()
  const first = await start(phone, origin)
  for (let n = 0; n < 5; n++) await first.client.predict({ n })
  await first.ended()
  first.app.setState('background')
  const onPhone = () => [...phone.content.values()].join('\n')
  const ids = () => new Set(onPhone().match(/"id":"[^"]+"/g))
  await vi.waitFor(() => expect(ids().size).toBe(5))
  first.app.kill()

  collector.moods = []
  const second = await start(phone, origin)
  await second.client.flush()
  expect(second.client.status()).toMatchObject({ sampled: 5, delivered: 5 })
  expect(collector.stored.size).toBe(5)
})

test('two clients of one app share the queue, and nothing is sent twice', async () => {
  const { origin, collector } = await openHttpWorld()
  const app = createFakePhone().startApp()
  const platform = await nativePlatform(app)
  const clients = ['one', 'two'].map(experiment =>
    createNativeClient({ ...shadowOptions(origin), experiment }, platform),
  )
  onTestFinished(() => Promise.all(clients.map(client => client.close())).then(() => undefined))
  for (let n = 0; n < 30; n++) await Promise.all(clients.map(client => client.predict({ n })))
  await vi.waitFor(() => expect(clients.map(client => client.status().running)).toEqual([0, 0]))
  await Promise.all(clients.map(client => client.flush()))
  await Promise.all(clients.map(client => client.flush()))
  for (const client of clients) {
    expect(client.status()).toMatchObject({ sampled: 30, delivered: 30, queued: 0 })
  }
  expect(collector.arrivals.size).toBe(60)
  expect([...collector.arrivals.values()].filter(times => times > 1)).toEqual([])
})

test('a phone that takes no write: goes on in memory, and delivers', async () => {
  const { origin, collector } = await openHttpWorld()
  const { app, client, ended } = await start(createFakePhone(), origin)
  app.onWrite = () => {
    throw new Error('full')
  }
  const problems: string[] = []
  client.subscribe(event => event.type === 'problem' && problems.push(event.error.message))
  for (let n = 0; n < 5; n++) await client.predict({ n })
  await ended()
  await client.flush()
  expect(client.status()).toMatchObject({ sampled: 5, delivered: 5, queued: 0 })
  expect(collector.stored.size).toBe(5)
  expect(problems).toContain('The store failed: Error: full')
})

test('the first prediction after a start follows the last plan, flags or not', async () => {
  const { origin } = await openHttpWorld()
  const phone = createFakePhone()
  const reading = makeReading({ serve: 'candidate', shadowRate: 0 }, { variant: 'promoted' })
  const says: FlagSource = {
    watch: ({ onReading }) => {
      onReading(() => reading)
      return { refresh() {}, stop() {} }
    },
  }
  const silent: FlagSource = { watch: () => Promise.reject(new Error('unreachable')) }
  const first = await start(phone, origin, flagged(says))
  await first.client.predict({ n: 1 })
  await vi.waitFor(() => expect([...phone.content.keys()].join()).toContain('/plans/'))
  first.app.kill()

  const second = await start(phone, origin, flagged(silent))
  expect(await second.client.predict({ n: 2 })).toMatchObject({ model: 'candidate' })
})

test('storage: memory leaves nothing on the phone', async () => {
  const { origin, collector } = await openHttpWorld()
  const phone = createFakePhone()
  const { app, client, ended } = await start(phone, origin, { storage: 'memory' })
  await client.predict({ n: 1 })
  await ended()
  app.setState('background')
  await client.flush()
  expect(collector.stored.size).toBe(1)
  await client.close()
  expect([...phone.content.keys()]).toEqual([])
  expect(app.listeners()).toBe(0)
})

test.each([undefined, Promise.resolve()])('a platform that is none is refused by its name: %s', platform => {
  const options = {
    experiment: 'e',
    live: { version: '1', predict: async () => 1 },
    candidate: { version: '2', predict: async () => 1 },
    plan: { serve: 'live' as const, shadowRate: 1 },
    collector: { url: 'https://collect.example', key: 'k' },
  }
  expect(() => createNativeClient(options, platform as never)).toThrow(/platform: expected/)
})
