import { numberedPair } from '@shadow-mode/test-support/make-pair.ts'
import { IDBFactory, IDBKeyRange, IDBTransaction } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { storeNames } from '../outbox/store-names.ts'
import { createFakeCollector, type FakeCollector } from '../outbox/testing/create-fake-collector.ts'
import { createTestClock } from '../outbox/testing/create-test-clock.ts'
import { createTestSyncStore, type TestDevice } from '../outbox/testing/create-test-platform.ts'
import { openPage } from '../outbox/testing/open-page.ts'

beforeEach(() => void vi.stubGlobal('IDBKeyRange', IDBKeyRange))
afterEach(() => void vi.restoreAllMocks())

const { spills } = storeNames('https://collect.example', 'ingest-key')
const newDevice = () => ({ indexedDB: new IDBFactory(), syncStore: createTestSyncStore() })

function visit(device: TestDevice, collector = createFakeCollector(), experiment = 'credit-risk') {
  const page = openPage({ device, collector, experiment, clock: createTestClock() })
  onTestFinished(() => page.outbox.close())
  const add = (from: number, count: number) => {
    for (let n = from; n < from + count; n++) {
      page.outbox.sampled()
      page.outbox.add(numberedPair(n, 0, experiment))
    }
  }
  const drop = (count: number) => {
    for (let n = 0; n < count; n++) {
      page.outbox.sampled()
      page.outbox.drop('busy')
    }
  }
  const flush = () => page.outbox.flush('manual')
  return { ...page, add, drop, flush }
}

/** From now on every write to the device fails; call what it returns to end that. */
function breakWrites(): () => void {
  const commit = vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementation(function (
    this: IDBTransaction,
  ) {
    this.abort()
  })
  return () => commit.mockRestore()
}

/** What the collector knows of all clients together, by the newest batch of each. */
function told({ batches }: FakeCollector) {
  const newest = new Map(batches.map(({ client, losses }) => [client, losses['credit-risk']]))
  let sampled = 0
  let busy = 0
  for (const losses of newest.values()) {
    sampled += losses?.sampled ?? 0
    busy += losses?.dropped.busy ?? 0
  }
  return { sampled, busy }
}

test('when the device takes writes again, what waits in memory moves there; each prediction counts once', async () => {
  const device = newDevice()
  const page = visit(device)
  page.add(1, 2)
  page.drop(1)
  await page.flush()
  const mend = breakWrites()
  page.add(3, 4)
  page.drop(10)
  await page.flush() // In memory: 4 pairs and 10 losses are told.
  expect(page.outbox.counts()).toMatchObject({ sampled: 17, delivered: 6, dropped: { busy: 11 } })
  page.collector.moods = Array.from({ length: 100 }, () => 'down')
  page.add(10, 30)
  page.drop(100)
  await page.flush() // 30 pairs and 100 losses wait in memory.
  expect(page.outbox.counts()).toMatchObject({ sampled: 147, queued: 30, delivered: 6 })

  mend()
  const writes = vi.spyOn(IDBTransaction.prototype, 'commit')
  await vi.waitFor(async () => {
    await page.flush()
    expect(writes).toHaveBeenCalled()
  })
  expect(page.outbox.counts()).toMatchObject({
    sampled: 147,
    queued: 30,
    delivered: 6,
    dropped: { busy: 111 },
  })
  expect(page.events.filter(event => event.type === 'problem')).toHaveLength(2)

  // Killed now, nothing is lost: it is on the disk.
  const next = visit({ indexedDB: device.indexedDB }, page.collector)
  page.collector.moods = []
  await next.flush()
  expect(next.collector.stored.size).toBe(36)
  expect([...next.collector.arrivals.values()].every(times => times === 1)).toBe(true)
  expect(told(page.collector)).toEqual({ sampled: 147, busy: 111 })
  // The device does not know of what was sent from memory.
  expect(next.outbox.counts()).toMatchObject({
    sampled: 133,
    delivered: 32,
    queued: 0,
    dropped: { busy: 101 },
  })
})

test('the spill goes once all is on the device again, and the page goes on there', async () => {
  const device = newDevice()
  const page = visit(device)
  await page.flush()
  const mend = breakWrites()
  page.collector.moods = Array.from({ length: 9 }, () => 'down')
  page.add(1, 3)
  await page.flush()
  page.platform.life('hidden')
  expect(device.syncStore.keys()).not.toEqual([])
  mend()
  page.platform.life('visible')
  await vi.waitFor(async () => {
    await page.flush()
    expect(device.syncStore.keys()).toEqual([])
  })
  page.add(4, 3)
  await page.flush()
  const next = visit({ indexedDB: device.indexedDB })
  await next.flush()
  expect(next.collector.stored.size).toBe(6)
  expect(next.outbox.counts()).toMatchObject({ sampled: 6, delivered: 6 })
})

test('a device that stays away is asked again and again, and told of once', async () => {
  const factory = new IDBFactory()
  const open = vi.spyOn(factory, 'open').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  const page = visit({ indexedDB: factory })
  page.add(1, 3)
  for (let n = 0; n < 4; n++) await page.flush()
  expect(open.mock.calls.length).toBeGreaterThan(3)
  expect(page.events.filter(event => event.type === 'problem')).toHaveLength(1)
  expect(page.collector.stored.size).toBe(3)
})

test('left in memory: what no batch has told goes to the next page, what was told does not', async () => {
  const device = newDevice()
  const collector = createFakeCollector()
  const page = visit(device, collector)
  await page.flush()
  const mend = breakWrites()
  page.add(1, 2)
  page.drop(3)
  await page.flush()
  expect(told(collector)).toEqual({ sampled: 5, busy: 3 })
  collector.moods = ['down']
  page.add(3, 2)
  page.drop(4)
  await page.flush()
  page.outbox.exit()
  expect(page.outbox.counts()).toMatchObject({ sampled: 11, delivered: 2, queued: 2, dropped: { busy: 7 } })
  mend()

  const next = visit(device, collector)
  await next.flush()
  expect(next.outbox.counts()).toMatchObject({ sampled: 6, delivered: 2, queued: 0, dropped: { busy: 4 } })
  expect(told(collector)).toEqual({ sampled: 11, busy: 7 })
})

test('in memory, a page leaves the spills of other experiments where they are', async () => {
  const device = newDevice()
  const collector = createFakeCollector()
  const other = visit({ syncStore: device.syncStore }, collector, 'other')
  other.add(1, 2)
  other.outbox.exit()
  const spilled = device.syncStore.keys()
  expect(spilled).toContainEqual(expect.stringContaining(`${spills}other/`))
  const page = visit({ syncStore: device.syncStore }, collector)
  page.add(10, 1)
  await page.flush()
  expect(device.syncStore.keys()).toEqual(spilled)
  // One with a disk takes them.
  const last = visit(device, collector)
  await last.flush()
  expect(device.syncStore.keys()).toEqual([])
  expect(collector.stored.size).toBe(3)
})

/** A page that could keep nothing leaves two losses; the next one's IndexedDB is away. */
async function takeOver(pairs = 0) {
  const device = newDevice()
  const { syncStore } = device
  const first = visit({ syncStore })
  first.add(1, pairs)
  first.drop(2)
  first.outbox.exit()
  const spilled = syncStore.keys()
  expect(spilled).not.toEqual([])
  const second = visit({ syncStore })
  second.collector.moods = Array.from({ length: 9 }, () => 'down')
  await second.flush()
  second.drop(1)
  await second.flush()
  expect(second.outbox.counts()).toMatchObject({ sampled: pairs + 3, dropped: { busy: 3 } })
  return { device, spilled, second }
}
const countedNext = async (device: TestDevice) => {
  const next = visit(device)
  await next.flush()
  expect(device.syncStore?.keys()).toEqual([])
  return next.outbox.counts()
}

describe('losses that a page took over in memory', () => {
  test.each([0, 3])('stand on the device until they are told: %i pairs came with them', async pairs => {
    const { device, spilled, second } = await takeOver(pairs)
    second.clock.advance(2_000)
    expect(device.syncStore.keys()).toEqual(expect.arrayContaining(spilled))
    // Killed: what the page itself lost goes with it.
    expect(await countedNext(device)).toMatchObject({ sampled: pairs + 2, dropped: { busy: 2 } })
  })

  test('go once they are told', async () => {
    const { device, second } = await takeOver()
    second.collector.moods = []
    second.add(10, 1)
    await second.flush()
    expect(told(second.collector)).toEqual({ sampled: 4, busy: 3 })
    expect(await countedNext(device)).toMatchObject({ sampled: 0, dropped: {} })
  })

  test.each([0, 3])('are handed on at exit, once: %i pairs came with them', async pairs => {
    const { device, second } = await takeOver(pairs)
    second.outbox.exit()
    second.platform.life('restore')
    second.outbox.exit()
    expect(await countedNext(device)).toMatchObject({ sampled: pairs + 3, dropped: { busy: 3 } })
  })

  test('go, with the pairs they came with, when the person opts out', async () => {
    const { device, second } = await takeOver(3)
    await second.outbox.discard('privacy')
    expect(device.syncStore.keys()).toEqual([])
  })
})
