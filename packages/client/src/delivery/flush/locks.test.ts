import { numberedPair } from '@shadow-mode/test-support/make-pair.ts'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { createLocalLocks } from '../../core/platform/native/create-local-locks.ts'
import type { Locks } from '../../core/platform/platform.ts'
import { settle } from '../../testing/settle.ts'
import { storeNames } from '../outbox/store-names.ts'
import { createFakeCollector, type FakeCollector } from '../outbox/testing/create-fake-collector.ts'
import { createTestClock } from '../outbox/testing/create-test-clock.ts'
import { createTestSyncStore } from '../outbox/testing/create-test-platform.ts'
import { openPage, type Page } from '../outbox/testing/open-page.ts'

beforeEach(() => void vi.stubGlobal('IDBKeyRange', IDBKeyRange))

const LOCK = storeNames('https://collect.example', 'ingest-key').lock
/** Web Locks that never answer. */
const silent = { request: () => new Promise(() => undefined) } as unknown as Locks

/** Pages of one device. Each has a clock of its own: it is frozen while its clock stands still. */
function openDevice() {
  const device = { indexedDB: new IDBFactory(), syncStore: createTestSyncStore() }
  const locks = createLocalLocks()
  const collector = createFakeCollector()
  const open = (more: { locks?: Locks; collector?: FakeCollector } = {}) => {
    const page = openPage({
      device: { ...device, locks: more.locks ?? locks },
      clock: createTestClock(),
      collector: more.collector ?? collector,
    })
    onTestFinished(() => page.outbox.close())
    return page
  }
  /** A tab that holds the lock, and was frozen before it did anything with it. */
  const holdForever = () =>
    void locks.request(LOCK, { ifAvailable: true }, () => new Promise(() => undefined))
  return { locks, collector, open, holdForever }
}

/** Finishes the pairs with these numbers. */
async function add(page: Page, from: number, count: number) {
  for (let n = from; n < from + count; n++) {
    page.outbox.sampled()
    page.outbox.add(numberedPair(n))
  }
  await vi.waitFor(() => expect(page.outbox.counts().queued).toBeGreaterThanOrEqual(count))
}

/** Lets time pass on the page until `done` has settled. Returns how long that took, in ms of the page's clock. */
async function timeOf({ clock }: Page, done: Promise<unknown>) {
  const start = clock.now()
  const state = { isOver: false }
  void done.finally(() => {
    state.isOver = true
  })
  for (; !state.isOver; await settle()) clock.advance(10)
  return clock.now() - start
}

/** A collector that gets a batch and answers when it is told to. `lost`: the batch does not arrive. */
function withholding(collector: FakeCollector) {
  const answers: ((lost?: 'lost') => void)[] = []
  const fetch: FakeCollector['fetch'] = async (url, init) => {
    const lost = await new Promise(resolve => answers.push(resolve))
    if (lost) throw new TypeError('Failed to fetch')
    return collector.fetch(url, init)
  }
  return { ...collector, fetch, answers }
}

const failures = ({ events }: Page) => events.filter(({ type }) => type === 'flush-failed')

const expectOnce = ({ stored, arrivals }: FakeCollector, count: number) => {
  expect(stored.size).toBe(count)
  expect([...arrivals.values()].filter(times => times !== 1)).toEqual([])
}
const balanced = (count: number) => ({
  sampled: count,
  delivered: count,
  queued: 0,
  unconfirmed: 0,
  dropped: {},
})

test('Web Locks that never answer count as missing: a flush ends, and each pair is sent once', async () => {
  const { collector, open } = openDevice()
  const [first, second] = [open({ locks: silent }), open({ locks: silent })]
  await add(first, 1, 20)
  await add(second, 101, 20)
  expect(await timeOf(first, first.outbox.flush('manual'))).toBeGreaterThanOrEqual(1_000)
  await timeOf(second, second.outbox.flush('manual'))
  expectOnce(collector, 40)
  // The client's own flushes end too.
  await add(first, 201, 1)
  await timeOf(first, first.outbox.flush('start'))
  expectOnce(collector, 41)
  expect(first.outbox.counts()).toMatchObject(balanced(41))
})

test('a page that waits for a lock closes at once, and the flush then ends', async () => {
  for (const kind of ['silent', 'held']) {
    const { collector, open, holdForever } = openDevice()
    if (kind === 'held') holdForever()
    const page = open(kind === 'silent' ? { locks: silent } : {})
    await add(page, 1, 3)
    const flushed = page.outbox.flush('manual')
    await settle()
    await page.outbox.close()
    expect(await timeOf(page, flushed)).toBeLessThanOrEqual(1_000)
    expect(collector.requests).toEqual([])
    expect(failures(page)).toEqual([])
    const next = open({ locks: silent })
    await timeOf(next, next.outbox.flush('manual'))
    expectOnce(collector, 3)
  }
})

test('a lock that arrives late is given back', async () => {
  const { locks, open } = openDevice()
  const late: (() => void)[] = []
  const slow = {
    request: (...given: Parameters<Locks['request']>) =>
      new Promise(resolve => late.push(() => resolve(locks.request(...given)))),
  } as unknown as Locks
  const page = open({ locks: slow })
  await add(page, 1, 1)
  await timeOf(page, page.outbox.flush('manual'))
  for (const answer of late) answer()
  await settle()
  expect(await locks.request(LOCK, { ifAvailable: true }, lock => !!lock)).toBe(true)
})

test('a page that still sends: a flush by hand waits for ten seconds, says so, and sends nothing twice', async () => {
  const { collector, open } = openDevice()
  const busy = withholding(collector)
  const first = open({ collector: busy })
  await add(first, 1, 2)
  const sent = first.outbox.flush('start')
  await vi.waitFor(() => expect(busy.answers).toHaveLength(1))
  const second = open()
  expect(await timeOf(second, second.outbox.flush('manual'))).toBeGreaterThanOrEqual(10_000)
  expect(collector.requests).toEqual([])
  expect(failures(second)).toMatchObject([
    { reason: 'manual', willRetry: true, error: { code: 'delivery', message: /another page/i } },
  ])
  expect(second.outbox.counts()).toMatchObject({ queued: 2, delivered: 0, dropped: {} })
  busy.answers[0]?.()
  await sent
  expectOnce(collector, 2)
})

test('a page that was frozen while it held the lock: its lease expires, and another page sends, once', async () => {
  const { collector, open } = openDevice()
  const stuck = withholding(collector)
  const frozen = open({ collector: stuck })
  await add(frozen, 1, 2)
  const thawed = frozen.outbox.flush('start')
  await vi.waitFor(() => expect(stuck.answers).toHaveLength(1))
  const other = open()
  // Nobody asks for a flush: the client flushes by itself.
  await add(other, 101, 1)
  for (; collector.stored.size < 3; await settle()) other.clock.advance(100)
  expectOnce(collector, 3)
  await vi.waitFor(() => expect(other.outbox.counts()).toMatchObject(balanced(3)))
  frozen.clock.advance(other.clock.now() - frozen.clock.now())
  stuck.answers[0]?.('lost')
  await thawed
  await timeOf(frozen, frozen.outbox.flush('manual'))
  expectOnce(collector, 3)
  expect(frozen.outbox.counts()).toMatchObject(balanced(3))
})

test('a page that was frozen before it claimed the lease holds up a flush by hand for ten seconds', async () => {
  const { collector, open, holdForever } = openDevice()
  holdForever()
  const page = open()
  await add(page, 1, 20)
  await timeOf(page, page.outbox.flush('start'))
  expect(collector.requests).toEqual([])
  expect(await timeOf(page, page.outbox.flush('manual'))).toBeGreaterThanOrEqual(10_000)
  expectOnce(collector, 20)
  expect(failures(page)).toEqual([])
})

test('a page that thaws while another one sends stops after its batch; each pair is stored and counted once', async () => {
  const { collector, open } = openDevice()
  const slow = withholding(collector)
  const frozen = open({ collector: slow })
  await add(frozen, 1, 120)
  void frozen.outbox.flush('start')
  await vi.waitFor(() => expect(slow.answers).toHaveLength(1))
  const other = open({ collector: slow })
  other.clock.advance(61_000)
  const flushed = timeOf(other, other.outbox.flush('manual'))
  await vi.waitFor(() => expect(slow.answers).toHaveLength(2))
  frozen.clock.advance(other.clock.now() - frozen.clock.now())
  slow.answers[0]?.()
  await vi.waitFor(() => expect(frozen.outbox.counts()).toMatchObject({ delivered: 50, queued: 70 }))
  for (let turn = 0; turn < 20; turn++) await settle()
  expect(slow.answers).toHaveLength(2)
  for (let next = 1; next < 4; next++) {
    await vi.waitFor(() => expect(slow.answers.length).toBeGreaterThan(next))
    slow.answers[next]?.()
  }
  await flushed
  expect(collector.stored.size).toBe(120)
  for (const page of [frozen, other]) {
    await page.outbox.flush('start')
    expect(page.outbox.counts()).toMatchObject(balanced(120))
  }
})
