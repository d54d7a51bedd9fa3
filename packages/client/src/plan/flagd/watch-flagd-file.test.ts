import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createTestOrigin } from '../../testing/create-test-origin.ts'
import { createTestPlatform, type TestPlatform } from '../../testing/create-test-platform.ts'
import { openServer } from '../../testing/open-server.ts'
import { settle } from '../../testing/settle.ts'
import type { ReadFlag, SourceReading } from '../flag-source.ts'
import { ANONYMOUS_ID_KEY } from './anonymous-id.ts'
import { flagdJson } from './flagd-json.ts'

const variants = {
  off: { serve: 'live', shadowRate: 0 },
  on: { serve: 'live', shadowRate: 1 },
  canary: { serve: 'candidate', shadowRate: 1 },
}
const file = (flag: object = {}, more: object = {}) => ({
  flags: { e: { state: 'ENABLED', variants, defaultVariant: 'on', ...flag }, other: { state: 'x' } },
  ...more,
})

/** A real server with a flag file and tabs that watch it, on a clock of their own. */
const openSite = async (content: unknown = file(), options: { storage?: 'memory' } = {}) => {
  const site = { content, status: 200, requests: 0 }
  const origin = await openServer((_, response) => {
    site.requests += 1
    response.statusCode = site.status
    response.end(typeof site.content === 'string' ? site.content : JSON.stringify(site.content))
  })
  const url = `${origin}/flags.json`
  const shared = createTestOrigin()
  const { syncStore: store } = createTestPlatform()
  const openTab = async (platform: TestPlatform = createTestPlatform(store)) => {
    Object.assign(platform, shared, { fetch: (to: string, init: RequestInit) => fetch(to, init) })
    const reads: ReadFlag[] = []
    const outages: Error[] = []
    const watch = await flagdJson({ url }).watch({
      platform,
      experiment: 'e',
      store: options.storage === 'memory' ? undefined : store,
      onReading: read => void reads.push(read),
      onOutage: error => void outages.push(error),
    })
    onTestFinished(() => watch.stop())
    return {
      platform,
      watch,
      outages,
      reads,
      variant: (subject = '') => reads.at(-1)?.(subject).variant,
      reading: (subject = ''): SourceReading | undefined => reads.at(-1)?.(subject),
    }
  }
  return { site, store, shared, openTab, url }
}

/** As long as a request on loopback may take. */
const quiet = () => sleep(100)

test('tabs that open together ask once, and know the same', async () => {
  const { site, openTab } = await openSite()
  const tabs = await Promise.all(Array.from({ length: 6 }, () => openTab()))
  await vi.waitFor(() => expect(tabs.map(tab => tab.variant())).toEqual(Array(6).fill('on')))
  await quiet()
  expect(site.requests).toBe(1)
})

test('at each interval one tab asks, and what it hears is in every tab at once', async () => {
  const { site, openTab } = await openSite()
  const tabs = [await openTab(), await openTab(), await openTab()]
  await vi.waitFor(() => expect(tabs.map(tab => tab.variant())).toEqual(['on', 'on', 'on']))
  const before = site.requests
  site.content = file({ state: 'DISABLED' })
  // The others' clocks stand still: they hear it from the first.
  await tabs[0]?.platform.advance(73_000)
  await vi.waitFor(() => expect(tabs.map(tab => tab.reading()?.reason)).toEqual(Array(3).fill('DISABLED')))
  expect(site.requests).toBe(before + 1)
})

test('a page that opens within the interval takes what an earlier one read; a later one asks anew, with that in hand', async () => {
  const { site, openTab } = await openSite()
  const first = await openTab()
  await vi.waitFor(() => expect(first.variant()).toBe('on'))
  await first.platform.advance(20_000)
  first.watch.stop()
  const second = await openTab(first.platform)
  expect(second.variant()).toBe('on')
  await quiet()
  expect(site.requests).toBe(1)
  second.watch.stop()
  await second.platform.advance(600_000)
  site.content = file({ defaultVariant: 'off' })
  const third = await openTab(first.platform)
  expect(third.variant()).toBe('on')
  await third.platform.advance(1)
  await vi.waitFor(() => expect(third.variant()).toBe('off'))
  expect(site.requests).toBe(2)
})

test('an outage leaves the definition, on the device too: new subjects are still evaluated by it', async () => {
  const targeting = { if: [{ starts_with: [{ var: 'targetingKey' }, 'new'] }, 'canary', 'on'] }
  const { site, openTab } = await openSite(file({ targeting }))
  const first = await openTab()
  await vi.waitFor(() => expect(first.variant('new-1')).toBe('canary'))
  site.status = 503
  await first.platform.advance(73_000)
  await vi.waitFor(() => expect(first.outages).toHaveLength(1))
  first.watch.stop()
  const next = await openTab(first.platform)
  expect(next.variant('new-2')).toBe('canary')
  expect(next.variant('old-2')).toBe('on')
})

test('a broken file is not kept: the last good one is what the next page starts with', async () => {
  const { site, openTab } = await openSite()
  const tab = await openTab()
  const other = await openTab()
  await vi.waitFor(() => expect([tab.variant(), other.variant()]).toEqual(['on', 'on']))
  for (const broken of ['{', file({ targeting: { guess: [] } }), { flags: {} }, 'x'.repeat(1_000_001)]) {
    site.content = broken
    const { length } = tab.outages
    tab.watch.refresh()
    await vi.waitFor(() => expect(tab.outages.length).toBeGreaterThan(length))
    await quiet()
  }
  expect(other.variant()).toBe('on')
  expect(other.outages.length).toBe(tab.outages.length)
  expect((await openTab(tab.platform)).variant()).toBe('on')
})

test('the device keeps only the experiment’s own flag, and what its rules need', async () => {
  const shared = file({ targeting: { $ref: 'all' } }, { $evaluators: { all: { if: [true, 'off'] } } })
  const { store, openTab, url } = await openSite({ ...shared, metadata: { version: 3 } })
  const tab = await openTab()
  await vi.waitFor(() => expect(tab.reading()).toMatchObject({ variant: 'off', flagVersion: '3' }))
  await quiet()
  const kept = store.get(`shadow-mode/v1/flags/e/${url}`) ?? ''
  expect(kept).toContain('evaluators')
  expect(kept).not.toContain('other')
})

test('a definition too long to keep is read by each page', async () => {
  const { site, store, openTab } = await openSite(file({ metadata: { note: 'x'.repeat(100_000) } }))
  const tab = await openTab()
  await vi.waitFor(() => expect(tab.variant()).toBe('on'))
  await quiet()
  expect(store.keys()).toEqual([])
  tab.watch.stop()
  const next = await openTab(tab.platform)
  await vi.waitFor(() => expect(next.variant()).toBe('on'))
  expect(site.requests).toBe(2)
})

test('without a subject a random id of the device decides, the same on each page', async () => {
  const { store, openTab } = await openSite(
    file({
      targeting: {
        fractional: [
          ['off', 50],
          ['canary', 50],
        ],
      },
    }),
  )
  const tab = await openTab()
  await vi.waitFor(() => expect(tab.reading()).toMatchObject({ reason: 'TARGETING_MATCH', weight: 0.5 }))
  const id = store.get(ANONYMOUS_ID_KEY)
  expect(id).toMatch(/^[\da-f-]{36}$/)
  expect(tab.variant(id ?? '')).toBe(tab.variant())
  tab.watch.stop()
  const next = await openTab()
  expect(next.variant()).toBe(tab.variant())
  expect(store.get(ANONYMOUS_ID_KEY)).toBe(id)
})

test('no id is made where no rule asks for it', async () => {
  const { store, openTab } = await openSite()
  const tab = await openTab()
  await vi.waitFor(() => expect(tab.variant()).toBe('on'))
  expect(store.get(ANONYMOUS_ID_KEY)).toBeNull()
})

test('where nothing may be stored, no subject means the default variant', async () => {
  const flag = file({
    targeting: {
      fractional: [
        ['off', 50],
        ['canary', 50],
      ],
    },
  })
  const { store, openTab } = await openSite(flag, { storage: 'memory' })
  const tab = await openTab()
  await vi.waitFor(() => expect(tab.reading()).toMatchObject({ variant: 'on', reason: 'DEFAULT' }))
  expect(store.keys()).toEqual([])
})

test('in memory, too, an order reaches the other tabs at once', async () => {
  const { site, openTab } = await openSite(file(), { storage: 'memory' })
  const tabs = [await openTab(), await openTab()]
  await vi.waitFor(() => expect(tabs.map(tab => tab.variant())).toEqual(['on', 'on']))
  site.content = file({ state: 'DISABLED' })
  tabs[0]?.watch.refresh()
  await vi.waitFor(() => expect(tabs[1]?.reading()?.reason).toBe('DISABLED'))
})

test('a page that is left holds no channel, lock, request or timer; one that comes back asks at once', async () => {
  const { site, shared, openTab } = await openSite()
  const tab = await openTab()
  await vi.waitFor(() => expect(tab.variant()).toBe('on'))
  await settle()
  expect(shared.openChannels()).toBe(1)
  tab.watch.refresh()
  tab.watch.pause?.()
  await quiet()
  expect(shared.openChannels()).toBe(0)
  const { requests } = site
  await tab.platform.advance(600_000)
  await quiet()
  expect(site.requests).toBe(requests)
  expect(tab.outages).toEqual([])
  tab.watch.refresh()
  await vi.waitFor(() => expect(tab.reads.length).toBeGreaterThan(1))
  expect(shared.openChannels()).toBe(1)
  tab.watch.stop()
  tab.watch.refresh()
  expect(shared.openChannels()).toBe(0)
})

test('what other scripts post on the channel is an outage at most', async () => {
  const { shared, openTab, url } = await openSite()
  const tab = await openTab()
  await vi.waitFor(() => expect(tab.variant()).toBe('on'))
  const channel = shared.openChannel(`shadow-mode/v1/flags/e/${url}`, () => {})
  for (const message of [null, 17, {}, { at: 1, text: '{' }, { at: 1, text: 'null' }]) channel.post(message)
  await quiet()
  expect(tab.outages).toHaveLength(5)
  channel.post({ outage: 'invalid', reason: 'flags.e: no such flag' })
  await quiet()
  expect(tab.outages.at(-1)).toMatchObject({ code: 'flags/invalid', message: 'flags.e: no such flag' })
  expect(tab.variant()).toBe('on')
})
