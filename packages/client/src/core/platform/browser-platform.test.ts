import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createShadowClient } from '../../boot/create-shadow-client.ts'
import { openHttpWorld } from '../../testing/open-http-world.ts'
import { browserPlatform } from './browser-platform.ts'
import { completePlatform } from './complete-platform.ts'
import { shadowOptions } from './testing/shadow-options.ts'

/** Law 6 on a server: no window, no document, no storage. */

test('a server has clocks, chance and timers, and lacks the rest quietly', async () => {
  const platform = completePlatform(browserPlatform())
  expect(platform.page()).toBeUndefined()
  expect(platform.indexedDB).toBeUndefined()
  expect(platform.random()).toBeGreaterThanOrEqual(0)
  platform.onLifecycle(() => {})()
  await new Promise<void>(resolve => platform.setTimer(resolve, 1))
  await new Promise<void>(resolve => platform.whenIdle(resolve, 1))
  let isLate = false
  platform.setTimer(() => {
    isLate = true
  }, 1)()
  platform.whenIdle(() => {
    isLate = true
  }, 1)()
  await sleep(10)
  expect(isLate).toBe(false)
})

test('a client serves there', async () => {
  const client = createShadowClient<number, number>({
    experiment: 'e',
    live: { version: '1', predict: async input => input + 1 },
    candidate: { version: '2', predict: async input => input + 2 },
    collector: { url: 'http://127.0.0.1:1', key: 'k' },
    plan: { serve: 'live', shadowRate: 0 },
  })
  expect(await client.predict(1)).toBe(2)
  await client.close()
})

test('a client shadows there, in memory', async () => {
  const { origin, collector } = await openHttpWorld()
  const client = createShadowClient(shadowOptions(origin))
  await client.predict({ n: 1 })
  await vi.waitFor(() => expect(client.status()).toMatchObject({ sampled: 1, running: 0 }))
  await client.flush()
  expect(client.status()).toMatchObject({ sampled: 1, delivered: 1, queued: 0 })
  expect(collector.stored.size).toBe(1)
  await client.close()
})

test('storage that throws when it is looked at is no storage', () => {
  const forbidden = {
    configurable: true,
    get() {
      throw new DOMException('sandboxed', 'SecurityError')
    },
  }
  const before = ['localStorage', 'indexedDB'].map(
    name => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  )
  onTestFinished(() => {
    for (const [name, descriptor] of before) {
      Reflect.deleteProperty(globalThis, name)
      if (descriptor) Object.defineProperty(globalThis, name, descriptor)
    }
  })
  for (const [name] of before) Object.defineProperty(globalThis, name, forbidden)
  const platform = completePlatform(browserPlatform())
  expect(platform.syncStore).toBeUndefined()
  expect(platform.indexedDB).toBeUndefined()
})
