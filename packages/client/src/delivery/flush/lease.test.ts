import { numberedPair } from '@shadow-mode/test-support/make-pair.ts'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { createFakeCollector, type FakeCollector } from '../outbox/testing/create-fake-collector.ts'
import { createTestClock } from '../outbox/testing/create-test-clock.ts'
import { createTestSyncStore } from '../outbox/testing/create-test-platform.ts'
import { openPage } from '../outbox/testing/open-page.ts'

beforeEach(() => void vi.stubGlobal('IDBKeyRange', IDBKeyRange))

/** Two pages of a browser without Web Locks; the first is in the middle of a request that is never answered. */
async function openTwo() {
  const device = { indexedDB: new IDBFactory(), syncStore: createTestSyncStore() }
  const clock = createTestClock()
  const collector = createFakeCollector()
  const open = (to: FakeCollector) => {
    const page = openPage({ device, clock, collector: to })
    onTestFinished(() => page.outbox.close())
    return page
  }
  const hanging: FakeCollector = {
    ...collector,
    fetch: (_url, { signal }) =>
      new Promise((_resolve, reject) => {
        collector.requests.push({ url: '', init: {} })
        signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')))
      }),
  }
  const first = open(hanging)
  first.outbox.sampled()
  first.outbox.add(numberedPair(1))
  await vi.waitFor(() => expect(first.outbox.counts().queued).toBe(1))
  void first.outbox.flush('start')
  await vi.waitFor(() => expect(collector.requests).toHaveLength(1))
  return { clock, collector, first, second: open(collector) }
}

test('without locks, one page sends at a time', async () => {
  const { collector, second } = await openTwo()
  await second.outbox.flush('start')
  expect(second.outbox.counts().queued).toBe(1)
  expect(collector.stored.size).toBe(0)
})

test('a page that was killed while it sent holds up the others for a minute', async () => {
  const { clock, collector, second } = await openTwo()
  await second.outbox.flush('start')
  clock.advance(59_000)
  await second.outbox.flush('start')
  expect(collector.stored.size).toBe(0)
  clock.advance(1_001)
  await second.outbox.flush('start')
  expect(collector.stored.size).toBe(1)
})

test.each([-3_600_000, 3_600_000])('a clock set by %i ms holds nobody up', async byMs => {
  const { clock, collector, second } = await openTwo()
  second.platform.now = () => clock.now() + byMs
  await second.outbox.flush('start')
  expect(collector.stored.size).toBe(1)
})

test('a flush by hand goes all the same, and the other page then stops', async () => {
  const { collector, first, second } = await openTwo()
  await second.outbox.flush('manual')
  expect(collector.stored.size).toBe(1)
  await second.outbox.close()
  first.platform.life('visible')
  await vi.waitFor(() => expect(first.outbox.counts()).toMatchObject({ sampled: 1, delivered: 1, queued: 0 }))
})

test('it is given back when a run ends, whatever came of it', async () => {
  const device = { indexedDB: new IDBFactory() }
  const first = openPage({ device })
  first.collector.moods = ['down']
  first.outbox.sampled()
  first.outbox.add(numberedPair(1))
  await vi.waitFor(() => expect(first.outbox.counts().queued).toBe(1))
  await first.outbox.flush('start')
  expect(first.events.some(event => event.type === 'flush-failed')).toBe(true)
  const second = openPage({ device })
  await second.outbox.flush('start')
  expect(second.collector.stored.size).toBe(1)
  await first.outbox.close()
  await second.outbox.close()
})
