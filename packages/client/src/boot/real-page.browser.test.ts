import { expect, onTestFinished, test, vi } from 'vitest'
import type { CallContext } from '../core/model/model.ts'
import { storeNames } from '../delivery/outbox/store-names.ts'
import type { ClientOptions, PlanOptions } from '../prediction/options/client-options.ts'
import { openRealPage, openStandIn, type RealPage, type StandIn } from '../testing/open-real-page.ts'
import type { ShadowClient } from './shadow-client.ts'

/** The whole client in documents that come and go, over HTTP, with nothing put in the browser's place. */

const key = 'k'

type Options = Partial<Pick<ClientOptions<number, string>, 'candidate'>> & PlanOptions

const open = (
  { sdk }: RealPage,
  { url }: StandIn,
  // A busy machine may start and end a shadow run late: none is to be dropped for that.
  options: Options = { plan: { serve: 'live', shadowRate: 1, startWithinMs: 600_000, timeoutMs: 600_000 } },
): ShadowClient<number, string> => {
  onTestFinished(() => void indexedDB.deleteDatabase(storeNames(url, key).database))
  return sdk.createShadowClient<number, string>({
    experiment: 'credit-risk',
    live: { version: '1', predict: async () => 'live', origin: null },
    candidate: { version: '2', predict: async () => 'candidate', origin: null },
    collector: { url, key },
    ...options,
  })
}

/** Resolves when so many pairs are finished. */
const predict = async (client: ShadowClient<number, string>, count: number) => {
  let finished = 0
  const stop = client.subscribe(event => (finished += Number(event.type === 'pair')))
  for (let n = 0; n < count; n++) await client.predict(n)
  await vi.waitFor(() => expect(finished).toBe(count))
  stop()
}

const untilAborted = (_: number, { signal }: CallContext) =>
  new Promise<never>((_resolve, reject) =>
    signal?.addEventListener('abort', () => reject(signal.reason as Error)),
  )

const flagFile = (state: 'ENABLED' | 'DISABLED') => {
  const variants = { shadow: { serve: 'live', shadowRate: 1, startWithinMs: 600_000, timeoutMs: 600_000 } }
  return JSON.stringify({ flags: { 'credit-risk': { state, defaultVariant: 'shadow', variants } } })
}

test('what waits outlives reloads, on disk or just finished, and counts once', async () => {
  const server = await openStandIn()
  await server.put('status', '503')
  let page = await openRealPage(server)
  const first = open(page, server)
  await predict(first, 60)
  await first.flush()
  expect(first.status()).toMatchObject({ sampled: 60, queued: 60, delivered: 0 })

  page = await page.reload()
  const second = open(page, server)
  await predict(second, 1)
  // After a write the next pairs are collected for a moment.
  await predict(second, 5)
  page = await page.reload()
  await server.put('status', '202')
  const last = open(page, server)
  await last.flush()
  expect(last.status()).toMatchObject({ sampled: 66, queued: 0, delivered: 66, dropped: {} })
  expect(new Set(await server.arrivals()).size).toBe(66)
})

test('a page that is left hands over what it has just finished; no other page need come', async () => {
  const server = await openStandIn()
  const page = await openRealPage(server)
  const client = open(page, server)
  await predict(client, 1)
  await client.flush()
  await predict(client, 2)
  expect(await server.arrivals()).toHaveLength(1)
  await page.leave()
  await vi.waitFor(async () => expect(await server.arrivals()).toHaveLength(3))
})

test('where IndexedDB is refused it goes on in memory, and leaves the rest to the next page', async () => {
  const server = await openStandIn()
  await server.put('status', '503')
  let page = await openRealPage(server)
  page.window.IDBFactory.prototype.open = () => {
    throw new DOMException('Refused', 'SecurityError')
  }
  const first = open(page, server)
  const problems: unknown[] = []
  first.subscribe(event => event.type === 'problem' && problems.push(event.error))
  await predict(first, 30)
  await first.flush()
  expect(problems).toMatchObject([{ code: 'storage' }])
  expect(first.status()).toMatchObject({ sampled: 30, queued: 30, dropped: {} })

  page = await page.reload()
  await server.put('status', '202')
  const last = open(page, server)
  await last.flush()
  expect(last.status()).toMatchObject({ sampled: 30, queued: 0, delivered: 30, dropped: {} })
  expect(new Set(await server.arrivals()).size).toBe(30)
})

test('a flag that one page sees switched off ends the shadow calls of every page', async () => {
  const server = await openStandIn()
  await server.put('flags.json', flagFile('ENABLED'))
  const openFlagged = async (pollIntervalMs: number) => {
    const page = await openRealPage(server)
    return open(page, server, {
      candidate: { version: '2', predict: untilAborted, origin: null },
      bootstrap: { serve: 'live', shadowRate: 0 },
      flags: page.sdk.flagdJson({ url: `${server.url}/flags.json`, pollIntervalMs }),
    })
  }
  // The other one would see it in a minute, by itself.
  const [seeing, told] = [await openFlagged(1_000), await openFlagged(60_000)]
  for (const client of [seeing, told]) {
    await client.predict(0)
    await vi.waitFor(() => expect(client.status().plan.shadowRate).toBe(1))
    await client.predict(1)
    expect(client.status().running).toBeGreaterThan(0)
  }
  await server.put('flags.json', flagFile('DISABLED'))
  await vi.waitFor(() => expect(seeing.status().plan.shadowRate).toBe(0), { interval: 10 })
  const ended = { running: 0, dropped: { off: expect.any(Number) } }
  await vi.waitFor(() => expect([seeing.status(), told.status()]).toMatchObject([ended, ended]), {
    // Far sooner than the other page would see it by itself, on any machine.
    timeout: 30_000,
    interval: 10,
  })
})
