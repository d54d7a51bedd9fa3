import { PlanSchema } from '@shadow-mode/protocol'
import { numberedPair } from '@shadow-mode/test-support/make-pair.ts'
import { sleep } from '@shadow-mode/test-support/sleep.ts'
import * as v from 'valibot'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { LifecycleEvent, Platform } from '../../core/platform/platform.ts'
import { createOutbox } from './create-outbox.ts'
import type { Outbox } from './outbox.ts'
import { storeNames } from './store-names.ts'
import { createFakeCollector, type FakeCollector } from './testing/create-fake-collector.ts'

const url = 'https://collect.example'
let tests = 0
/** A store of its own for each test. */
const newKey = () => `key-${Date.now()}-${tests++}`

interface Tab {
  outbox: Outbox
  platform: Platform
  life: (event: LifecycleEvent) => void
  sentOnExit: string[]
  /** The document goes at once, with its connections, transactions and locks. */
  kill: () => void
  add: (from: number, count: number) => void
}

interface TabOptions {
  key: string
  collector: FakeCollector
  locks?: boolean
}

/** A document of its own, with the real IndexedDB, localStorage and locks of the browser. */
function openTab({ key, collector, locks = true }: TabOptions): Tab {
  const frame = document.createElement('iframe')
  document.body.append(frame)
  const window = frame.contentWindow ?? globalThis.window
  const { indexedDB, localStorage, navigator } = window
  const listeners = new Set<(event: LifecycleEvent) => void>()
  const sentOnExit: string[] = []
  const platform: Platform = {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    random: () => Math.random(),
    // This code outlives its document, and goes on: what was killed sends nothing more.
    fetch: (input, init) => (frame.isConnected ? collector.fetch(input, init) : new Promise(() => undefined)),
    setTimer(run, delayMs) {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
    whenIdle: run => {
      const timer = setTimeout(run, 0)
      return () => clearTimeout(timer)
    },
    onLifecycle(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    sendOnExit: (_url, body) => sentOnExit.push(body) > 0,
    page: () => '/',
    indexedDB,
    syncStore: {
      get: name => localStorage.getItem(name),
      set: (name, value) => localStorage.setItem(name, value),
      remove: name => localStorage.removeItem(name),
      keys: () => Object.keys(localStorage),
    },
    ...(locks && { locks: navigator.locks }),
  }
  const plan = v.parse(PlanSchema, { serve: 'live', shadowRate: 1 })
  const outbox = createOutbox({
    platform,
    collector: { url, key },
    experiment: 'credit-risk',
    storage: 'durable',
    limits: () => plan,
    maySend: () => true,
    emit: () => undefined,
  })
  onTestFinished(async () => {
    frame.remove()
    // Not the frame's own: in Firefox that ends with it.
    globalThis.indexedDB.deleteDatabase(storeNames(url, key).database)
  })
  return {
    outbox,
    platform,
    sentOnExit,
    life: event => {
      for (const listener of listeners) listener(event)
    },
    kill: () => frame.remove(),
    add(from, count) {
      for (let n = from; n < from + count; n++) {
        outbox.sampled()
        outbox.add(numberedPair(n))
      }
    },
  }
}

const spillsOf = (key: string) =>
  Object.keys(localStorage).filter(name => name.startsWith(storeNames(url, key).spills))

test('what is on disk when the document dies is delivered by the next one, once', async () => {
  const key = newKey()
  const collector = createFakeCollector()
  collector.moods = Array.from({ length: 50 }, () => 'down')
  const first = openTab({ key, collector })
  first.add(1, 130)
  await first.outbox.flush('manual')
  expect(first.outbox.counts()).toMatchObject({ sampled: 130, queued: 130 })
  first.kill()

  collector.moods = []
  const second = openTab({ key, collector })
  await second.outbox.flush('manual')
  expect(collector.arrivals.size).toBe(130)
  expect([...collector.arrivals.values()].every(times => times === 1)).toBe(true)
  expect(second.outbox.counts()).toMatchObject({ sampled: 130, delivered: 130, queued: 0 })
})

test('two tabs share a queue; under the lock nothing is sent twice', async () => {
  const key = newKey()
  const collector = createFakeCollector()
  const tabs = [openTab({ key, collector }), openTab({ key, collector })] as const
  tabs[0].add(1, 200)
  tabs[1].add(1_001, 200)
  await Promise.all(tabs.map(tab => tab.outbox.flush('manual')))
  await Promise.all(tabs.map(tab => tab.outbox.flush('manual')))
  expect(collector.arrivals.size).toBe(400)
  expect([...collector.arrivals.values()].filter(times => times > 1)).toEqual([])
  for (const tab of tabs) {
    await tab.outbox.flush('manual')
    expect(tab.outbox.counts()).toMatchObject({ sampled: 400, delivered: 400, queued: 0 })
  }
  const clients = new Set(collector.batches.map(batch => batch.client))
  expect(clients.size).toBe(1)
})

test('without locks, two tabs told to send at once may send the same pairs, but count them once', async () => {
  const key = newKey()
  const collector = createFakeCollector()
  const slow = {
    ...collector,
    fetch: async (input: string, init: RequestInit) => {
      await sleep(30)
      return collector.fetch(input, init)
    },
  }
  collector.moods = Array.from({ length: 20 }, () => 'down')
  const first = openTab({ key, collector: slow, locks: false })
  first.add(1, 200)
  await first.outbox.flush('manual')
  const second = openTab({ key, collector: slow, locks: false })
  collector.moods = []
  await Promise.all([first.outbox.flush('manual'), second.outbox.flush('manual')])
  await Promise.all([first.outbox.flush('manual'), second.outbox.flush('manual')])
  expect([...collector.arrivals.values()].some(times => times > 1)).toBe(true)
  for (const tab of [first, second]) {
    expect(tab.outbox.counts()).toMatchObject({ sampled: 200, delivered: 200, queued: 0 })
  }
})

test('left right after the first pair: spilled, absorbed by the next tab, stored once', async () => {
  const key = newKey()
  const collector = createFakeCollector()
  const first = openTab({ key, collector })
  first.add(1, 1)
  first.outbox.exit()
  first.kill()
  expect(spillsOf(key)).toHaveLength(1)
  for (const body of first.sentOnExit) collector.receive(body)

  const second = openTab({ key, collector })
  await second.outbox.flush('manual')
  await vi.waitFor(() => expect(spillsOf(key)).toEqual([]))
  expect([...collector.stored.keys()]).toEqual([numberedPair(1).id])
  expect(second.outbox.counts()).toMatchObject({ sampled: 1, delivered: 1, queued: 0 })
})

test.each([0, 1, 2, 4, 8, 16])(
  'left in the middle of writing (after %i ms): each pair counts once, committed or not',
  async delayMs => {
    const key = newKey()
    const collector = createFakeCollector()
    collector.moods = Array.from({ length: 50 }, () => 'down')
    const first = openTab({ key, collector })
    await first.outbox.flush('start')
    first.add(1, 70)
    await sleep(delayMs)
    first.add(71, 30)
    first.outbox.exit()
    first.kill()

    collector.moods = []
    const second = openTab({ key, collector })
    await second.outbox.flush('manual')
    expect(collector.stored.size).toBe(100)
    expect([...collector.arrivals.values()].filter(times => times > 1)).toEqual([])
    expect(second.outbox.counts()).toMatchObject({ sampled: 100, delivered: 100, queued: 0 })
  },
)

test('a frozen tab gives the lock back in the middle of a request', async () => {
  const key = newKey()
  const collector = createFakeCollector()
  const hanging: FakeCollector = {
    ...collector,
    // Deaf to the signal: the lock must not wait for it.
    fetch: (input, init) => {
      collector.requests.push({ url: input, init })
      return new Promise(() => undefined)
    },
  }
  const first = openTab({ key, collector: hanging })
  first.add(1, 2)
  void first.outbox.flush('manual')
  await vi.waitFor(() => expect(collector.requests).toHaveLength(1))
  const second = openTab({ key, collector })
  await second.outbox.flush('hidden')
  expect(collector.stored.size).toBe(0)

  first.life('freeze')
  await second.outbox.flush('manual')
  expect(collector.stored.size).toBe(2)
})

/** Names of all that is stored in this browser. */
const left = async () => [
  ...(await indexedDB.databases()).map(({ name }) => name),
  ...Object.keys(localStorage),
]

test('memory storage leaves nothing in this browser', async () => {
  const key = newKey()
  const before = new Set(await left())
  const plan = v.parse(PlanSchema, { serve: 'live', shadowRate: 1 })
  const tab = openTab({ key, collector: createFakeCollector() })
  const outbox = createOutbox({
    platform: tab.platform,
    collector: { url, key },
    experiment: 'credit-risk',
    storage: 'memory',
    limits: () => plan,
    maySend: () => true,
    emit: () => undefined,
  })
  outbox.sampled()
  outbox.add(numberedPair(1))
  await outbox.flush('manual')
  outbox.exit()
  await outbox.close()
  expect(outbox.counts().delivered).toBe(1)
  // Fewer are no fault: an earlier test's are deleted when its documents have let go of them.
  expect((await left()).filter(name => !before.has(name))).toEqual([])
})
