import type { Pair } from '@shadow-mode/protocol'
import { numberedPair } from '@shadow-mode/test-support/make-pair.ts'
import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { IDBDatabase, IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Outbox } from './outbox.ts'
import { createFakeCollector } from './testing/create-fake-collector.ts'
import { createTestSyncStore } from './testing/create-test-platform.ts'
import { openPage } from './testing/open-page.ts'

beforeEach(() => void vi.stubGlobal('IDBKeyRange', IDBKeyRange))

const newDevice = () => ({ indexedDB: new IDBFactory(), syncStore: createTestSyncStore() })

function add(outbox: Outbox, from: number, count = 1, size = 0) {
  for (let n = from; n < from + count; n++) {
    outbox.sampled()
    outbox.add(numberedPair(n, size))
  }
}

/** The same device while its IndexedDB does not answer. */
const withHangingStore = <Device extends object>(device: Device) => {
  const indexedDB = new IDBFactory()
  vi.spyOn(indexedDB, 'open').mockImplementation(() => Object.assign(new EventTarget()))
  return { ...device, indexedDB }
}

const balance = (outbox: Outbox) => {
  const { sampled, delivered, queued, unconfirmed, dropped } = outbox.counts()
  return sampled - delivered - queued - unconfirmed - Object.values(dropped).reduce((a, b) => a + b, 0)
}

describe('the way of a pair', () => {
  test('is delivered once, as it was serialised', async () => {
    const { outbox, collector } = openPage({ device: newDevice() })
    add(outbox, 1, 120)
    await outbox.flush('manual')

    expect([...collector.arrivals.values()]).toEqual(Array.from({ length: 120 }, () => 1))
    expect(collector.stored.get(numberedPair(7).id)).toEqual(numberedPair(7))
    expect(collector.batches.every(batch => batch.pairs.length <= 50)).toBe(true)
    expect(outbox.counts()).toEqual({ sampled: 120, delivered: 120, queued: 0, unconfirmed: 0, dropped: {} })
    await outbox.close()
  })

  test('opens nothing before the first finished pair', async () => {
    const device = newDevice()
    const open = vi.spyOn(device.indexedDB, 'open')
    const { outbox, platform } = openPage({ device })
    outbox.sampled()
    platform.life('hidden')
    await sleep(5)
    expect(open).not.toHaveBeenCalled()
    outbox.add(numberedPair(1))
    await vi.waitFor(() => expect(open).toHaveBeenCalledOnce())
    await outbox.close()
  })

  test('writes the first pair at once and the next ones together', async () => {
    const device = newDevice()
    const { outbox, clock, events } = openPage({ device })
    const saves = () => events.filter(event => event.type === 'status').length
    add(outbox, 1)
    await vi.waitFor(() => expect(outbox.counts().queued).toBe(1))
    await outbox.flush('interval')
    const before = saves()
    add(outbox, 2, 5)
    await sleep(20)
    expect(saves()).toBe(before)
    clock.advance(500)
    await vi.waitFor(() => expect(saves()).toBe(before + 1))
    await outbox.close()

    const next = openPage({ device })
    await next.outbox.flush('manual')
    expect(next.collector.arrivals.size + next.outbox.counts().delivered).toBeGreaterThan(0)
    await next.outbox.close()
  })

  test('several experiments share a queue and keep their own books', async () => {
    const device = newDevice()
    const collector = createFakeCollector()
    const a = openPage({ device, collector, experiment: 'a' })
    const b = openPage({ device, collector, experiment: 'b' })
    a.outbox.sampled()
    a.outbox.add(numberedPair(1, 0, 'a'))
    b.outbox.sampled()
    b.outbox.drop('busy')
    b.outbox.sampled()
    b.outbox.add(numberedPair(2, 0, 'b'))
    await b.outbox.flush('manual')
    await a.outbox.flush('manual')

    expect([...collector.arrivals.values()]).toEqual([1, 1])
    expect(a.outbox.counts()).toMatchObject({ sampled: 1, delivered: 1, dropped: {} })
    expect(b.outbox.counts()).toMatchObject({ sampled: 2, delivered: 1, dropped: { busy: 1 } })
    expect(collector.batches.at(-1)?.losses).toMatchObject({ b: { sampled: 2, dropped: { busy: 1 } } })
    await a.outbox.close()
    await b.outbox.close()
  })
})

test.each(['constructor', 'toString', 'valueOf'])(
  'an experiment called %s has books of its own',
  async experiment => {
    const device = newDevice()
    const { outbox, collector } = openPage({ device, experiment, plan: { maxQueuedPairs: 2 } })
    outbox.sampled()
    outbox.drop('busy')
    for (let n = 1; n <= 3; n++) {
      outbox.sampled()
      outbox.add(numberedPair(n, 0, experiment))
    }
    await outbox.flush('manual')
    const dropped = { busy: 1, full: 1 }
    expect(outbox.counts()).toEqual({ sampled: 4, delivered: 2, queued: 0, unconfirmed: 0, dropped })
    expect(collector.requests.at(-1)?.init.body).toContain(
      `"${experiment}":${JSON.stringify({ sampled: 4, unconfirmed: 0, dropped })}`,
    )
    await outbox.close()
    const next = openPage({ device, experiment })
    await next.outbox.flush('manual')
    expect(next.outbox.counts()).toMatchObject({ sampled: 4, dropped })
    await next.outbox.close()
  },
)

test('a page that becomes visible learns what others did', async () => {
  const device = newDevice()
  const first = openPage({ device })
  add(first.outbox, 1, 1)
  await first.outbox.flush('manual')
  const second = openPage({ device, collector: first.collector })
  add(second.outbox, 2, 3)
  await second.outbox.flush('manual')
  expect(first.outbox.counts().sampled).toBe(1)
  first.platform.life('visible')
  await vi.waitFor(() => expect(first.outbox.counts()).toMatchObject({ sampled: 4, delivered: 4 }))
  await first.outbox.close()
  await second.outbox.close()
})

test('a loss outlives a page whose store closed under it while it was being left', async () => {
  const device = newDevice()
  const broken = new IDBFactory()
  vi.spyOn(broken, 'open').mockImplementation(() => {
    throw new Error('The connection was closed.')
  })
  const page = openPage({ device: { ...device, indexedDB: broken } })
  page.outbox.sampled()
  page.outbox.drop('exit')
  page.outbox.exit()
  await vi.waitFor(() => expect(page.outbox.counts()).toMatchObject({ sampled: 1, dropped: { exit: 1 } }))
  await sleep(20)

  const next = openPage({ device })
  await next.outbox.flush('start')
  expect(next.outbox.counts()).toMatchObject({ sampled: 1, dropped: { exit: 1 } })
  await next.outbox.close()
})

describe('what cannot be kept is counted', () => {
  test.each<[string, () => Pair]>([
    ['cyclic', () => numberedPair(1)],
    [
      'a throwing toJSON',
      () => ({
        ...numberedPair(1),
        toJSON() {
          throw new Error('no')
        },
      }),
    ],
    ['a toJSON that returns nothing', () => ({ ...numberedPair(1), toJSON: () => undefined })],
  ])('%s', async (name, make) => {
    const { outbox, events } = openPage({ device: newDevice() })
    const pair: Pair = make()
    if (name === 'cyclic') Object.assign(pair, { self: pair })
    outbox.sampled()
    outbox.add(pair)
    expect(outbox.counts()).toMatchObject({ sampled: 1, queued: 0, dropped: { record: 1 } })
    expect(events).toContainEqual({ type: 'dropped', reason: 'record', count: 1 })
    await outbox.close()
  })

  test('a pair over maxRecordLength', async () => {
    const { outbox } = openPage({ device: newDevice(), plan: { maxRecordLength: 1_000 } })
    add(outbox, 1, 1, 2_000)
    expect(outbox.counts().dropped).toEqual({ oversize: 1 })
    await outbox.close()
  })

  test('the oldest go when the queue is full', async () => {
    const { outbox, collector } = openPage({ device: newDevice(), plan: { maxQueuedPairs: 40 } })
    collector.moods = ['down', 'down', 'down', 'down', 'down']
    add(outbox, 1, 30)
    await outbox.flush('manual')
    add(outbox, 31, 30)
    await outbox.flush('manual')
    expect(outbox.counts()).toMatchObject({ sampled: 60, queued: 40, dropped: { full: 20 } })
    collector.moods = []
    await outbox.flush('manual')
    expect([...collector.stored.keys()].sort()).toEqual(
      Array.from({ length: 40 }, (_, n) => numberedPair(21 + n).id),
    )
    await outbox.close()
  })

  test('the oldest go when the queue is too long', async () => {
    const length = JSON.stringify(numberedPair(1, 100)).length
    const { outbox, collector } = openPage({
      device: newDevice(),
      plan: { maxQueuedLength: 10 * length + 50 },
    })
    collector.moods = Array.from({ length: 20 }, () => 'down')
    for (let n = 10; n < 16; n += 2) {
      add(outbox, n * 16, 8, 100)
      await outbox.flush('manual')
    }
    expect(outbox.counts()).toMatchObject({ sampled: 24, queued: 10, dropped: { full: 14 } })
    await outbox.close()
  })

  test('what waited too long expires', async () => {
    const { outbox, collector, clock } = openPage({ device: newDevice(), plan: { maxAgeMs: 60_000 } })
    collector.moods = Array.from({ length: 20 }, () => 'down')
    add(outbox, 1, 3)
    await outbox.flush('manual')
    clock.advance(50_000)
    add(outbox, 4, 2)
    await outbox.flush('manual')
    clock.advance(11_000)
    collector.moods = []
    await outbox.flush('manual')
    expect([...collector.stored.keys()]).toEqual([4, 5].map(n => numberedPair(n).id))
    expect(outbox.counts()).toMatchObject({ sampled: 5, delivered: 2, queued: 0, dropped: { expired: 3 } })
    await outbox.close()
  })

  test('switched off: the queue is emptied and counted', async () => {
    const device = newDevice()
    const { outbox, collector } = openPage({ device })
    collector.moods = ['down', 'down']
    add(outbox, 1, 30)
    await outbox.flush('manual')
    add(outbox, 31, 3)
    await outbox.discard('off')
    expect(outbox.counts()).toMatchObject({ sampled: 33, queued: 0, dropped: { off: 33 } })
    await outbox.flush('manual')
    expect(collector.stored.size).toBe(0)
    await outbox.close()
  })

  test('emptied too of what another page has left since this one opened', async () => {
    const device = newDevice()
    const { outbox, collector } = openPage({ device })
    await outbox.flush('manual')
    const other = openPage({ device: withHangingStore(device) })
    add(other.outbox, 1, 3)
    other.clock.advance(900)
    expect(device.syncStore.keys()).not.toEqual([])
    await outbox.discard('privacy')
    expect(device.syncStore.keys()).toEqual([])
    expect(outbox.counts()).toMatchObject({ sampled: 3, queued: 0, dropped: { privacy: 3 } })
    const next = openPage({ device, collector })
    await next.outbox.flush('manual')
    expect(collector.stored.size).toBe(0)
    await outbox.close()
    await next.outbox.close()
  })
})

describe('exit', () => {
  test('right after the very first pair, before the store is open: spilled, sent, stored once', async () => {
    const device = newDevice()
    const collector = createFakeCollector()
    const { outbox, platform } = openPage({ device: withHangingStore(device), collector })
    add(outbox, 1)
    outbox.exit()
    expect(platform.sentOnExit).toHaveLength(1)
    for (const body of platform.sentOnExit) collector.receive(body)
    expect(outbox.counts()).toMatchObject({ sampled: 1, queued: 1, unconfirmed: 0 })

    const next = openPage({ device, collector })
    await next.outbox.flush('manual')
    expect(collector.stored.size).toBe(1)
    expect(next.outbox.counts()).toMatchObject({ sampled: 1, delivered: 1, queued: 0 })
    expect(device.syncStore.keys()).toEqual([])
    await next.outbox.close()
  })

  test('an entry whose write commits after all is not counted twice', async () => {
    const device = newDevice()
    const collector = createFakeCollector()
    collector.moods = Array.from({ length: 10 }, () => 'down')
    const { outbox, platform } = openPage({ device, collector, acceptsOnExit: () => false })
    await outbox.flush('manual') // loads
    add(outbox, 1, 30)
    outbox.exit()
    const spills = device.syncStore.keys().map(key => [key, device.syncStore.get(key) ?? ''] as const)
    expect(spills.length).toBeGreaterThan(1)
    platform.life('restore')
    await vi.waitFor(() => expect(device.syncStore.keys()).toHaveLength(0))
    device.syncStore.set('shadow-mode/v1/spill/x/later', 'another collector')
    for (const [key, text] of spills) device.syncStore.set(key, text)

    collector.moods = []
    const next = openPage({ device, collector })
    await next.outbox.flush('manual')
    expect(next.outbox.counts()).toMatchObject({ sampled: 30, delivered: 30, queued: 0 })
    expect([...collector.arrivals.values()].every(times => times === 1)).toBe(true)
    expect(device.syncStore.keys()).toEqual(['shadow-mode/v1/spill/x/later'])
    await next.outbox.close()
    await outbox.close()
  })

  test('no room for the spill, request taken: unconfirmed', async () => {
    const { outbox } = openPage({ device: { syncStore: createTestSyncStore(0) }, storage: 'durable' })
    add(outbox, 1, 3)
    outbox.exit()
    expect(outbox.counts()).toMatchObject({ sampled: 3, queued: 0, unconfirmed: 3, dropped: {} })
    await outbox.close()
  })

  test('no room for the spill, request refused: lost, and counted by the next page when the counter fits', async () => {
    const device = { indexedDB: new IDBFactory(), syncStore: createTestSyncStore(500) }
    const { outbox } = openPage({ device: withHangingStore(device), acceptsOnExit: () => false })
    add(outbox, 1, 20)
    outbox.exit()
    expect(outbox.counts()).toMatchObject({ sampled: 20, queued: 0, dropped: { storage: 20 } })

    const next = openPage({ device })
    await next.outbox.flush('manual')
    expect(next.outbox.counts()).toMatchObject({ sampled: 20, queued: 0, dropped: { storage: 20 } })
    await next.outbox.close()
  })

  test('back from the bfcache, unconfirmed pairs wait again', () => {
    const { outbox, platform } = openPage({ device: withHangingStore({}) })
    add(outbox, 1, 3)
    outbox.exit()
    expect(outbox.counts()).toMatchObject({ queued: 0, unconfirmed: 3 })
    platform.life('restore')
    expect(outbox.counts()).toMatchObject({ queued: 3, unconfirmed: 0 })
  })

  test('back from the bfcache nothing is lost', async () => {
    const { outbox, platform, collector } = openPage({ storage: 'memory' })
    collector.moods = ['down']
    add(outbox, 1, 3)
    outbox.exit()
    expect(outbox.counts().unconfirmed).toBe(3)
    platform.life('restore')
    await outbox.flush('manual')
    await outbox.flush('manual')
    expect(outbox.counts()).toMatchObject({ sampled: 3, delivered: 3, unconfirmed: 0 })
    expect(collector.stored.size).toBe(3)
    await outbox.close()
  })

  test('becoming hidden after the exit changes nothing, and sends nothing while the page rests', async () => {
    const device = newDevice()
    const collector = createFakeCollector()
    const { outbox, platform, clock } = openPage({ device, collector, acceptsOnExit: () => false })
    collector.moods = ['down', 'down']
    await outbox.flush('manual')
    // More than the spill may hold: the rest stands in it as counters.
    add(outbox, 1, 60, 10_000)
    outbox.exit()
    expect(outbox.counts().dropped.storage).toBeGreaterThan(0)
    const spilled = () => device.syncStore.keys().map(key => [key, device.syncStore.get(key)])
    const lastWord = spilled()
    platform.life('hidden')
    expect(spilled()).toEqual(lastWord)
    await vi.waitFor(() => expect(outbox.counts().queued).toBe(60))
    const before = collector.requests.length
    await outbox.flush('hidden')
    clock.advance(3_600_000)
    await sleep(20)
    expect(collector.requests.length).toBe(before)

    platform.life('restore')
    collector.moods = []
    clock.advance(11_000)
    await vi.waitFor(() => expect(collector.stored.size).toBe(60))
    await outbox.close()
  })

  test('a page that is left begins no transaction: its answer would end the page in the bfcache', async () => {
    const device = newDevice()
    const { outbox, platform } = openPage({ device })
    await outbox.flush('manual')
    const begin = vi.spyOn(IDBDatabase.prototype, 'transaction')
    outbox.sampled()
    outbox.drop('exit') // as the runs under way end
    outbox.exit()
    platform.life('hidden')
    outbox.sampled()
    outbox.drop('exit')
    await outbox.flush('hidden')
    await sleep(20)
    expect(begin).not.toHaveBeenCalled()
    platform.life('restore')
    await vi.waitFor(() => expect(device.syncStore.keys()).toEqual([]))
    expect(outbox.counts()).toMatchObject({ sampled: 2, dropped: { exit: 2 } })
    await outbox.close()
  })

  test('nor does it open its store, once all is spilled', async () => {
    const device = newDevice()
    const open = vi.spyOn(device.indexedDB, 'open')
    const { outbox } = openPage({ device })
    outbox.exit()
    outbox.sampled()
    outbox.drop('exit')
    outbox.exit()
    await sleep(20)
    expect(open).not.toHaveBeenCalled()
    expect(device.syncStore.keys()).toHaveLength(1)
  })

  test('pairs that are on disk but not delivered leave with the page too, and stay queued', async () => {
    const collector = createFakeCollector()
    collector.moods = ['down', 'down']
    const { outbox, platform } = openPage({ device: newDevice(), collector })
    add(outbox, 1, 3)
    await outbox.flush('manual')
    outbox.exit()
    for (const body of platform.sentOnExit) collector.receive(body)
    expect([...collector.stored.keys()]).toEqual([1, 2, 3].map(n => numberedPair(n).id))
    expect(outbox.counts()).toMatchObject({ sampled: 3, queued: 3, unconfirmed: 0 })
    await outbox.close()
  })

  test('a process that sees the writes of another late removes nothing that it has not read', async () => {
    const device = newDevice()
    const collector = createFakeCollector()
    const sleeping = openPage({ device: withHangingStore(device), collector })
    add(sleeping.outbox, 1, 2)
    sleeping.outbox.exit()
    const { syncStore } = device
    const seen = new Map(syncStore.keys().map(key => [key, syncStore.get(key)]))
    add(sleeping.outbox, 3, 2)
    sleeping.outbox.exit()

    const late = { ...syncStore, keys: () => [...seen.keys()], get: (key: string) => seen.get(key) ?? null }
    const next = openPage({ device: { ...device, syncStore: late }, collector })
    await next.outbox.flush('manual')
    expect(next.outbox.counts()).toMatchObject({ sampled: 2, delivered: 2, queued: 0 })
    await next.outbox.close()

    const last = openPage({ device, collector })
    await last.outbox.flush('manual')
    expect(last.outbox.counts()).toMatchObject({ sampled: 4, delivered: 4, queued: 0 })
    expect([...collector.arrivals.values()]).toEqual([1, 1, 1, 1])
    expect(syncStore.keys()).toEqual([])
    await last.outbox.close()
  })

  test('a page without a store takes a spill over and leaves it on the device until it is delivered', async () => {
    const device = newDevice()
    const collector = createFakeCollector()
    const first = openPage({ device: withHangingStore(device), collector, acceptsOnExit: () => false })
    add(first.outbox, 1, 3)
    first.outbox.exit()
    const spilled = device.syncStore.keys()
    expect(spilled).not.toEqual([])

    collector.moods = ['down']
    const { syncStore } = device
    const second = openPage({ device: { syncStore }, collector })
    await second.outbox.flush('manual')
    expect(second.outbox.counts()).toMatchObject({ sampled: 3, queued: 3 })
    expect(syncStore.keys()).toEqual(spilled)

    // The second one is killed.
    const last = openPage({ device, collector })
    await last.outbox.flush('manual')
    expect(last.outbox.counts()).toMatchObject({ sampled: 3, delivered: 3, queued: 0 })
    expect(syncStore.keys()).toEqual([])
    await last.outbox.close()
  })

  test('refused because other requests have taken the room: what still fits is sent', () => {
    const { outbox, platform } = openPage({ acceptsOnExit: body => body.length < 10_000 })
    add(outbox, 1, 40, 1_000)
    outbox.exit()
    expect(platform.sentOnExit).toHaveLength(1)
    const { unconfirmed, dropped } = outbox.counts()
    expect(unconfirmed).toBe(5)
    expect(dropped).toEqual({ storage: 35 })
    expect(balance(outbox)).toBe(0)
  })

  test('the request stays within 60 kB and the spill within its limit', () => {
    const device = newDevice()
    const { outbox, platform } = openPage({ device: withHangingStore(device) })
    for (let n = 1; n <= 500; n++) add(outbox, n, 1, 1_000)
    outbox.exit()
    expect(new TextEncoder().encode(platform.sentOnExit.join()).length).toBeLessThanOrEqual(60_000)
    const lengths = device.syncStore.keys().map(key => device.syncStore.get(key)?.length ?? 0)
    const length = lengths.reduce((sum, each) => sum + each, 0)
    expect(length).toBeGreaterThan(200_000)
    expect(length).toBeLessThan(262_144 + 20_000)
    const counts = outbox.counts()
    expect(counts.unconfirmed).toBeGreaterThan(0)
    expect(counts.dropped.storage).toBeGreaterThan(0)
    expect(balance(outbox)).toBe(0)
  })

  test('memory storage leaves nothing on the device', async () => {
    const device = newDevice()
    const openSpy = vi.spyOn(device.indexedDB, 'open')
    const { outbox, platform } = openPage({ device, storage: 'memory' })
    add(outbox, 1, 3)
    platform.life('hidden')
    await outbox.flush('manual')
    add(outbox, 4, 3)
    outbox.exit()
    await outbox.close()
    expect(openSpy).not.toHaveBeenCalled()
    expect(device.syncStore.keys()).toEqual([])
  })
})

describe('the store does not open', () => {
  test('what is held is bounded by its length too', () => {
    const { outbox } = openPage({ device: withHangingStore({}) })
    add(outbox, 1, 20, 250_000)
    expect(outbox.counts()).toMatchObject({ sampled: 20, queued: 15, dropped: { full: 5 } })
  })

  test('switched off: what is held in memory is dropped', async () => {
    const { outbox, clock } = openPage({ device: withHangingStore(newDevice()) })
    add(outbox, 1, 30)
    const discarded = outbox.discard('off')
    await sleep(5)
    clock.advance(10_000)
    await expect(discarded).rejects.toThrow('Queued pairs could not be deleted from the device')
    expect(outbox.counts()).toMatchObject({ sampled: 30, queued: 0, dropped: { off: 30 } })
  })

  test('goes on in memory, within a bound, and delivers', async () => {
    const { outbox, clock, collector, events } = openPage({ device: withHangingStore(newDevice()) })
    add(outbox, 1, 2_010)
    expect(outbox.counts()).toMatchObject({ sampled: 2_010, queued: 2_000, dropped: { full: 10 } })
    await sleep(5)
    clock.advance(10_000)
    await vi.waitFor(() => expect(events.some(event => event.type === 'problem')).toBe(true))
    await outbox.flush('manual')
    expect(collector.stored.size).toBe(2_000)
    expect(outbox.counts()).toMatchObject({ sampled: 2_010, delivered: 2_000, dropped: { full: 10 } })
    await outbox.close()
  })
})
