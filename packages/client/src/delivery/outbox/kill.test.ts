import { numberedPair } from '@shadow-mode/test-support/make-pair.ts'
import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import { createFakeCollector } from './testing/create-fake-collector.ts'
import { createTestSyncStore, type TestDevice } from './testing/create-test-platform.ts'
import { openPage } from './testing/open-page.ts'

beforeEach(() => void vi.stubGlobal('IDBKeyRange', IDBKeyRange))

/** A page whose store does not answer: what it finished stays in its hands. */
function openStalled(device: TestDevice) {
  const indexedDB = new IDBFactory()
  vi.spyOn(indexedDB, 'open').mockImplementation(() => Object.assign(new EventTarget()))
  const page = openPage({ device: { ...device, indexedDB } })
  const add = (from: number, count: number) => {
    for (let n = from; n < from + count; n++) {
      page.outbox.sampled()
      page.outbox.add(numberedPair(n))
    }
  }
  return { ...page, add }
}

/** What the next page finds and delivers. */
async function survivors(device: TestDevice): Promise<number> {
  const collector = createFakeCollector()
  const { outbox } = openPage({ device, collector })
  await outbox.flush('manual')
  expect([...collector.arrivals.values()].every(times => times === 1)).toBe(true)
  expect(outbox.counts()).toMatchObject({ sampled: collector.stored.size, delivered: collector.stored.size })
  await outbox.close()
  return collector.stored.size
}

const newDevice = () => ({ indexedDB: new IDBFactory(), syncStore: createTestSyncStore() })

test.each([1, 50, 51, 60, 120, 200])(
  'killed after a burst of %i pairs while the store stalls: at most 50 are lost',
  async count => {
    const device = newDevice()
    openStalled(device).add(1, count)
    const left = await survivors(device)
    expect(count - left).toBeLessThanOrEqual(50)
  },
)

test('what a living page has spilled is taken by another; what it finishes later counts too', async () => {
  const device = newDevice()
  const page = openStalled(device)
  page.add(1, 60)
  expect(await survivors(device)).toBe(51)
  page.add(61, 10)
  page.outbox.exit()
  const collector = createFakeCollector()
  const { outbox } = openPage({ device, collector })
  await outbox.flush('manual')
  expect(collector.stored.size).toBe(19)
  expect(outbox.counts()).toMatchObject({ sampled: 70, delivered: 70 })
  await outbox.close()
})

test('killed after a second of a stalled store: nothing is lost', async () => {
  const device = newDevice()
  const page = openStalled(device)
  page.add(1, 20)
  page.clock.advance(500)
  page.add(21, 10)
  page.clock.advance(400)
  expect(await survivors(device)).toBe(30)
})

test('hidden, a page whose store stalls spills at the first tick: the next one may come a second later', async () => {
  const device = newDevice()
  const page = openStalled(device)
  page.platform.life('hidden')
  page.add(1, 20)
  page.clock.advance(450)
  expect(await survivors(device)).toBe(20)
})

test('a store that answers has no need of the spill', async () => {
  const device = newDevice()
  const set = vi.spyOn(device.syncStore, 'set')
  const { outbox, clock, events } = openPage({ device })
  for (let n = 0; n < 10; n++) {
    const saves = events.length
    outbox.sampled()
    outbox.add(numberedPair(n))
    clock.advance(500)
    await vi.waitFor(() => expect(events.length).toBeGreaterThan(saves))
  }
  clock.advance(5_000)
  expect(set).not.toHaveBeenCalled()
  await outbox.close()
})

test('in memory too, what a kill may cost stays bounded', async () => {
  const { syncStore } = newDevice()
  const collector = createFakeCollector()
  collector.moods = Array.from({ length: 50 }, () => 'down')
  const { outbox, clock } = openPage({ device: { syncStore }, collector })
  for (let n = 0; n < 120; n++) {
    outbox.sampled()
    outbox.add(numberedPair(n))
  }
  await vi.waitFor(() => expect(outbox.counts().queued).toBe(120))
  clock.advance(900)
  expect(await survivors({ syncStore, indexedDB: new IDBFactory() })).toBe(120)
})

test('a hidden page writes each pair at once: its timers come late', async () => {
  const device = newDevice()
  const collector = createFakeCollector()
  collector.moods = ['down']
  const { outbox, platform } = openPage({ device, collector })
  const add = (n: number) => {
    outbox.sampled()
    outbox.add(numberedPair(n))
  }
  add(1)
  await outbox.flush('interval')
  platform.life('hidden')
  add(2)
  await sleep(30)
  // The clock stands still.
  expect(await survivors({ indexedDB: device.indexedDB })).toBe(2)
  await outbox.close()
})
