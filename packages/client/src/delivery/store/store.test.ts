import { numberedPair } from '@shadow-mode/test-support/make-pair.ts'
import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { IDBFactory, IDBKeyRange, IDBObjectStore, IDBTransaction } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Account, emptyAccount } from '../../core/books/account.ts'
import type { JournalEntry } from '../../core/books/journal-entry.ts'
import { parseJson } from '../../core/guard/parse-json.ts'
import { storeNames } from '../outbox/store-names.ts'
import { createFakeCollector } from '../outbox/testing/create-fake-collector.ts'
import { createTestClock } from '../outbox/testing/create-test-clock.ts'
import { createTestSyncStore, type TestDevice } from '../outbox/testing/create-test-platform.ts'
import { openPage, type Page } from '../outbox/testing/open-page.ts'
import type { Ledger } from '../queue/ledger.ts'
import { OBJECT_STORE } from './open-database.ts'

beforeEach(() => void vi.stubGlobal('IDBKeyRange', IDBKeyRange))
afterEach(() => void vi.restoreAllMocks())

const { database } = storeNames('https://collect.example', 'ingest-key')

function visit(device: TestDevice, collector = createFakeCollector()) {
  const page = openPage({ device, collector, clock: createTestClock() })
  onTestFinished(() => page.outbox.close())
  const add = (from: number, count: number) => {
    for (let n = from; n < from + count; n++) {
      page.outbox.sampled()
      page.outbox.add(numberedPair(n))
    }
  }
  return { ...page, add }
}

const problems = ({ events }: Page) =>
  events.filter(event => event.type === 'problem').map(it => it.error.message)

/** Fills the device with pairs that wait. */
async function leaveWaiting(device: TestDevice, count: number): Promise<void> {
  const collector = createFakeCollector()
  collector.moods = Array.from({ length: 9 }, () => 'down')
  const page = visit(device, collector)
  page.add(1, count)
  await page.outbox.flush('manual')
  await page.outbox.close()
}

/** Changes the records behind the SDK's back. */
async function tamper(factory: IDBFactory, change: (store: IDBObjectStore, keys: string[]) => void) {
  await new Promise<void>((resolve, reject) => {
    const request = factory.open(database, 1)
    request.addEventListener('error', () => reject(new Error('not opened')))
    request.addEventListener('success', () => {
      const transaction = request.result.transaction(OBJECT_STORE, 'readwrite')
      const store = transaction.objectStore(OBJECT_STORE)
      const keys = store.getAllKeys()
      keys.addEventListener('success', () => change(store, keys.result.map(String)))
      transaction.addEventListener('complete', () => {
        request.result.close()
        resolve()
      })
    })
  })
}

test.each<[string, () => IDBFactory | undefined, RegExp]>([
  ['there is none', () => undefined, /no IndexedDB/],
  [
    'opening throws, as in a sandboxed frame',
    () =>
      factoryThat(() => {
        throw new DOMException('denied', 'SecurityError')
      }),
    /could not be opened/,
  ],
  [
    'opening hangs, as Safari has been seen to',
    () => factoryThat(() => new EventTarget()),
    /did not open within 10000 ms/,
  ],
  ['it is blocked', () => factoryThat(() => eventually('blocked')), /blocked/],
  [
    'opening fails, as in a private window',
    () => factoryThat(() => eventually('error')),
    /could not be opened/,
  ],
])('goes on in memory when %s', async (_name, indexedDB, problem) => {
  const factory = indexedDB()
  const page = visit({ ...(factory && { indexedDB: factory }), syncStore: createTestSyncStore() })
  page.add(1, 3)
  await vi.waitFor(() => {
    page.clock.advance(10_000)
    expect(page.collector.arrivals.size + page.outbox.counts().queued).toBeGreaterThan(0)
    expect(problems(page).length).toBeGreaterThan(0)
  })
  await page.outbox.flush('manual')
  expect(problems(page)[0]).toMatch(problem)
  expect(page.collector.stored.size).toBe(3)
  expect(page.outbox.counts()).toMatchObject({ sampled: 3, delivered: 3, queued: 0 })
})

test('what waits in memory is left to the next page at exit', async () => {
  const device = { syncStore: createTestSyncStore() }
  const first = visit(device)
  first.collector.moods = ['down', 'down', 'down']
  first.add(1, 30)
  await first.outbox.flush('manual')
  first.outbox.exit()
  expect(first.outbox.counts()).toMatchObject({ sampled: 30, queued: 30, unconfirmed: 0 })

  const second = visit({ ...device, indexedDB: new IDBFactory() })
  await second.outbox.flush('manual')
  expect(second.collector.stored.size).toBe(30)
  expect(device.syncStore.keys()).toEqual([])
})

test('a closed connection is opened again, and what was being written is counted once', async () => {
  const device = { indexedDB: new IDBFactory() }
  const page = visit(device)
  page.collector.moods = ['down', 'down', 'down']
  page.add(1, 2)
  await page.outbox.flush('manual')
  const close = vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementationOnce(function (
    this: IDBTransaction,
  ) {
    this.db.close()
    this.abort()
  })
  page.add(3, 2)
  await page.outbox.flush('manual')
  expect(close).toHaveBeenCalled()
  expect(problems(page)).toHaveLength(1)
  await page.outbox.flush('manual')
  await page.outbox.flush('manual')
  expect(page.outbox.counts()).toMatchObject({ sampled: 4, delivered: 4, queued: 0 })
  const ledger = await readLedger(device.indexedDB)
  expect(ledger).toMatchObject({ accounts: { 'credit-risk': { sampled: 4, delivered: 4, queued: 0 } } })
})

test('a device that takes no more writes: goes on in memory, what is on it stays for the next page', async () => {
  const device = { indexedDB: new IDBFactory(), syncStore: createTestSyncStore() }
  await leaveWaiting(device, 3)
  const page = visit(device)
  page.collector.moods = ['down', 'down']
  await page.outbox.flush('start')
  const commit = vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementation(function (
    this: IDBTransaction,
  ) {
    this.abort()
  })
  page.add(10, 2)
  await page.outbox.flush('manual')
  await page.outbox.flush('manual')
  expect(page.outbox.counts()).toMatchObject({ sampled: 5, delivered: 2, queued: 3 })
  commit.mockRestore()
  await page.outbox.close()

  const next = visit(device, page.collector)
  await next.outbox.flush('manual')
  expect([...page.collector.stored.keys()].sort()).toEqual([1, 2, 3, 10, 11].map(n => numberedPair(n).id))
})

test.each<[string, () => unknown]>([
  [
    'a write fails while a read is awaited',
    () =>
      vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
        this: IDBObjectStore,
        value,
        key,
      ) {
        // The second of the same key fails later, as on a full disk.
        this.add(value, key)
        return this.add(value, key)
      }),
  ],
  [
    'the second of two reads is refused',
    () =>
      vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(() => {
        throw new DOMException('refused', 'UnknownError')
      }),
  ],
])('%s: nothing is left unhandled, and the page goes on', async (_, breakStore) => {
  const seen: unknown[] = []
  const listener = (error: unknown) => seen.push(error)
  process.on('unhandledRejection', listener)
  breakStore()
  const page = visit({ indexedDB: new IDBFactory() })
  page.add(1, 3)
  await page.outbox.flush('manual')
  await sleep(10)
  process.off('unhandledRejection', listener)
  expect(seen).toEqual([])
  expect(page.outbox.counts()).toMatchObject({ sampled: 3, delivered: 3 })
})

test('another page may delete the database', async () => {
  const device = { indexedDB: new IDBFactory() }
  const page = visit(device)
  page.add(1, 1)
  await page.outbox.flush('manual')
  await new Promise<void>((resolve, reject) => {
    const request = device.indexedDB.deleteDatabase(database)
    request.addEventListener('success', () => resolve())
    request.addEventListener('blocked', () => reject(new Error('blocked')))
  })
  page.add(2, 1)
  await page.outbox.flush('manual')
  expect(page.collector.stored.size).toBe(2)
})

test('a vanished record and a broken one are counted as lost by the device', async () => {
  const device = { indexedDB: new IDBFactory() }
  await leaveWaiting(device, 75)
  await tamper(device.indexedDB, (store, keys) => {
    const [first = '', second = ''] = keys.filter(key => key.startsWith('entry/'))
    store.delete(first)
    store.put({ nonsense: true }, second)
  })
  const page = visit(device)
  await page.outbox.flush('manual')
  const { sampled, delivered, queued, dropped } = page.outbox.counts()
  // The very first pair was written alone, the next 25 together.
  expect(page.collector.stored.size).toBe(49)
  expect({ sampled, delivered, queued, dropped }).toEqual({
    sampled: 75,
    delivered: 49,
    queued: 0,
    dropped: { storage: 26 },
  })
})

test.each([
  ['no id', { id: '', json: '{}' }, 'rejected'],
  ['no text', { id: 'x', json: '' }, 'storage'],
  ['half a text', { id: 'x', json: '{"id":' }, 'storage'],
  ['two records in its text', { id: 'x', json: '{},{}' }, 'storage'],
])('a pair with %s blocks nobody', async (_, broken, reason) => {
  const device = { indexedDB: new IDBFactory() }
  await leaveWaiting(device, 3)
  await tamper(device.indexedDB, (store, keys) => {
    const key = keys.find(it => it.startsWith('entry/')) ?? ''
    const found = store.get(key)
    found.addEventListener('success', () => store.put({ ...found.result, pairs: [broken] }, key))
  })
  const collector = createFakeCollector()
  const { fetch } = collector
  vi.spyOn(collector, 'fetch').mockImplementation(async (url, init) =>
    typeof init.body === 'string' && parseJson(init.body)
      ? fetch(url, init)
      : new Response('', { status: 400 }),
  )
  collector.refuses.add('')
  const page = visit(device, collector)
  await page.outbox.flush('manual')
  await page.outbox.flush('manual')
  expect([...collector.stored.keys()]).toEqual([2, 3].map(n => numberedPair(n).id))
  expect(page.outbox.counts()).toMatchObject({
    sampled: 3,
    delivered: 2,
    queued: 0,
    dropped: { [reason]: 1 },
  })
})

test('a broken ledger is drawn up anew from what waits', async () => {
  const device = { indexedDB: new IDBFactory() }
  await leaveWaiting(device, 30)
  await tamper(device.indexedDB, store => void store.put({ client: 'x' }, 'ledger'))
  const page = visit(device)
  await page.outbox.flush('manual')
  expect(page.outbox.counts()).toMatchObject({ sampled: 30, delivered: 30, queued: 0 })
  expect(page.collector.stored.size).toBe(30)
})

test('a ledger with an account of no experiment is drawn up anew: no batch is refused for its name', async () => {
  const device = { indexedDB: new IDBFactory() }
  await leaveWaiting(device, 30)
  await tamper(device.indexedDB, store => {
    const account = { sampled: 0, delivered: 0, queued: 0, queuedLength: 0, unconfirmed: 0, dropped: {} }
    const client = '11111111-1111-4111-8111-111111111111'
    store.put({ client, accounts: { 'credit-risk': account, 'no experiment': account } }, 'ledger')
  })
  const page = visit(device)
  await page.outbox.flush('manual')
  expect(page.outbox.counts()).toMatchObject({ sampled: 30, delivered: 30, queued: 0, dropped: {} })
  expect(page.collector.batches.flatMap(({ losses }) => Object.keys(losses))).toEqual(['credit-risk'])
})

/** Reads a record and puts what `change` makes of it. */
const rewrite = (
  store: IDBObjectStore,
  key: string,
  change: (record: JournalEntry & Ledger) => unknown,
  to = key,
) => {
  const found = store.get(key)
  found.addEventListener('success', () => store.put(change(found.result), to))
}

const foreignPair = { id: 'foreign', json: JSON.stringify(numberedPair(99)) }

const withAccount = (record: Ledger, change: Partial<Account>) => ({
  ...record,
  accounts: { 'credit-risk': { ...emptyAccount(), ...record.accounts['credit-risk'], ...change } },
})

describe('records that no ledger has counted leave the status true', () => {
  type Rewrite = (store: IDBObjectStore, entries: string[]) => void
  test.each<[string, Rewrite, number]>([
    ['one that is none', store => void store.put({ nonsense: 1 }, 'entry/credit-risk/0/x/1'), 31],
    [
      'an entry',
      (store, [key = '']) =>
        rewrite(store, key, it => ({ ...it, pairs: [foreignPair] }), 'entry/credit-risk/0/x/1'),
      32,
    ],
    [
      'an entry of another experiment',
      (store, [key = '']) =>
        rewrite(store, key, it => ({ ...it, experiment: 'e', pairs: [foreignPair] }), 'entry/e/0/x/1'),
      31,
    ],
    ['a copy of an entry', (store, [, key = '']) => rewrite(store, key, it => it, `${key}x`), 56],
    [
      'a pair in an entry',
      (store, [, key = '']) => rewrite(store, key, it => ({ ...it, pairs: [...it.pairs, foreignPair] })),
      32,
    ],
    [
      'a longer pair',
      (store, [, key = '']) =>
        rewrite(store, key, it => ({
          ...it,
          pairs: it.pairs.map(pair => ({ ...pair, json: `${pair.json}    ` })),
        })),
      31,
    ],
    [
      'a ledger that counts fewer pairs than wait',
      store => rewrite(store, 'ledger', it => withAccount(it, { queued: 1, queuedLength: 1 })),
      31,
    ],
    [
      'a ledger that counts more pairs than wait',
      store => rewrite(store, 'ledger', it => withAccount(it, { queued: 100 })),
      31,
    ],
  ])('%s', async (_what, change, sampled) => {
    const device = { indexedDB: new IDBFactory() }
    await leaveWaiting(device, 30)
    await tamper(device.indexedDB, (store, keys) =>
      change(
        store,
        keys.filter(key => key.startsWith('entry/')),
      ),
    )
    const page = visit(device)
    page.add(31, 1)
    await page.outbox.flush('manual')
    expect(page.outbox.counts()).toEqual({
      sampled,
      delivered: sampled,
      queued: 0,
      unconfirmed: 0,
      dropped: {},
    })

    // The ledger is still valid: its counters go on under the same client.
    page.add(32, 1)
    await page.outbox.flush('manual')
    expect(page.outbox.counts()).toMatchObject({ sampled: sampled + 1, delivered: sampled + 1, queued: 0 })
    expect(new Set(page.collector.batches.map(batch => batch.client)).size).toBe(1)
  })

  test('one that the collector rejects is counted as such', async () => {
    const device = { indexedDB: new IDBFactory() }
    await leaveWaiting(device, 3)
    await tamper(device.indexedDB, (store, keys) =>
      rewrite(
        store,
        keys.find(key => key.startsWith('entry/')) ?? '',
        it => ({ ...it, pairs: [foreignPair, { ...foreignPair, id: 'another' }] }),
        'entry/credit-risk/0/x/1',
      ),
    )
    const collector = createFakeCollector()
    collector.refuses.add(numberedPair(99).id)
    const page = visit(device, collector)
    await page.outbox.flush('manual')
    expect(page.outbox.counts()).toEqual({
      sampled: 5,
      delivered: 3,
      queued: 0,
      unconfirmed: 0,
      dropped: { rejected: 2 },
    })
  })
})

test('a spill with a reason that no collector takes is none: no batch is refused for it', async () => {
  const device = { indexedDB: new IDBFactory(), syncStore: createTestSyncStore() }
  await leaveWaiting(device, 3)
  const { spills } = storeNames('https://collect.example', 'ingest-key')
  const entry = { writer: 'w', seq: 1, experiment: 'credit-risk', at: 0, pairs: [], unconfirmed: 0 }
  device.syncStore.set(
    `${spills}credit-risk/w/1`,
    JSON.stringify({ ...entry, dropped: { ['x'.repeat(65)]: 1 } }),
  )
  const page = visit(device)
  await page.outbox.flush('manual')
  expect(page.outbox.counts()).toMatchObject({ sampled: 3, delivered: 3, queued: 0, dropped: {} })
})

test('a spill that is none is put aside and reported', async () => {
  const syncStore = createTestSyncStore()
  const { spills } = storeNames('https://collect.example', 'ingest-key')
  syncStore.set(`${spills}a`, 'no json')
  syncStore.set(`${spills}b`, '[{"seq":-1}]')
  const page = visit({ indexedDB: new IDBFactory(), syncStore })
  page.add(1, 1)
  await page.outbox.flush('manual')
  expect(problems(page)).toHaveLength(2)
  expect(syncStore.keys()).toEqual([])
  expect(page.collector.stored.size).toBe(1)
})

function factoryThat(open: () => EventTarget): IDBFactory {
  const factory = new IDBFactory()
  vi.spyOn(factory, 'open').mockImplementation(() => Object.assign(open()))
  return factory
}

function eventually(type: string): EventTarget {
  const request = new EventTarget()
  setTimeout(() => request.dispatchEvent(new Event(type)), 1)
  return request
}

async function readLedger(factory: IDBFactory): Promise<unknown> {
  let found: unknown
  await tamper(factory, store => {
    const request = store.get('ledger')
    request.addEventListener('success', () => (found = request.result))
  })
  return found
}

test('what waits in memory is not told as sampled: the next page may inherit it', async () => {
  const page = visit({ syncStore: createTestSyncStore() })
  page.add(1, 60)
  await page.outbox.flush('manual')
  let sent = 0
  for (const { losses, pairs } of page.collector.batches) {
    sent += pairs.length
    expect(losses).toEqual({ 'credit-risk': { sampled: sent, unconfirmed: 0, dropped: {} } })
  }
  expect(sent).toBe(60)
})
