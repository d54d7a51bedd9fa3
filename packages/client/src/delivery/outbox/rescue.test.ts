import { numberedPair } from '@shadow-mode/test-support/make-pair.ts'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import { createFakeCollector } from './testing/create-fake-collector.ts'
import { createTestSyncStore, type TestDevice } from './testing/create-test-platform.ts'
import { openPage, type Page } from './testing/open-page.ts'

beforeEach(() => void vi.stubGlobal('IDBKeyRange', IDBKeyRange))

const withoutStore = (device: TestDevice) => {
  const indexedDB = new IDBFactory()
  vi.spyOn(indexedDB, 'open').mockImplementation(() => Object.assign(new EventTarget()))
  return { ...device, indexedDB }
}

function addPairs({ outbox }: Page, count: number, size = 0) {
  for (let n = 0; n < count; n++) {
    outbox.sampled()
    outbox.add(numberedPair(n, size))
  }
}

test('filled to the brim, pairs make room for the counters: each prediction has a state, whatever fits', async () => {
  // Three entries, of 25, 25 and 10 pairs; the first takes some 10,000 characters.
  for (let quota = 1_000; quota < 26_000; quota += quota % 1_000 < 400 ? 40 : 300) {
    const device = { syncStore: createTestSyncStore(quota) }
    const page = openPage({ device: withoutStore(device), acceptsOnExit: () => false })
    addPairs(page, 60)
    page.outbox.exit()
    const told = page.outbox.counts()
    const next = openPage({ device: { ...device, indexedDB: new IDBFactory() } })
    await next.outbox.flush('manual')
    const { sampled, delivered, dropped } = next.outbox.counts()
    await next.outbox.close()
    expect({ quota, sampled, delivered, dropped }).toEqual({
      quota,
      sampled: 60,
      delivered: told.queued,
      dropped: told.dropped,
    })
  }
})

test('losses that a page took over from another are handed on, though its own pairs find no room', async () => {
  const device = { syncStore: createTestSyncStore(4_000) }
  const first = openPage({ device: withoutStore(device) })
  addPairs(first, 26)
  first.outbox.exit()
  expect(first.outbox.counts()).toMatchObject({ sampled: 26, queued: 1, unconfirmed: 25 })

  const collector = createFakeCollector()
  collector.moods = ['down', 'down']
  // Its IndexedDB refuses: it goes on in memory.
  const second = openPage({ device, collector })
  await second.outbox.flush('manual')
  addPairs(second, 3, 4_000)
  second.outbox.exit()
  expect(second.outbox.counts()).toMatchObject({ sampled: 29, queued: 1, unconfirmed: 28 })

  const third = openPage({ device: { ...device, indexedDB: new IDBFactory() } })
  await third.outbox.flush('manual')
  expect(third.outbox.counts()).toMatchObject({ sampled: 29, delivered: 1, unconfirmed: 28 })
  await third.outbox.close()
})
