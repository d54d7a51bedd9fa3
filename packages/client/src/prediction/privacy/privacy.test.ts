import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { IDBFactory, IDBKeyRange, IDBTransaction } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openBackgroundWith } from '../../boot/open-background.ts'
import type { ShadowClient } from '../../boot/shadow-client.ts'
import { wireClient } from '../../boot/wire-client.ts'
import { debugLog } from '../../core/status/debug-log.ts'
import type { ShadowEvent } from '../../core/status/status.ts'
import { createOutbox } from '../../delivery/outbox/create-outbox.ts'
import { createFakeCollector } from '../../delivery/outbox/testing/create-fake-collector.ts'
import { createTestClock } from '../../delivery/outbox/testing/create-test-clock.ts'
import {
  createTestPlatform,
  createTestSyncStore,
  type TestDevice,
  type TestPlatform,
} from '../../delivery/outbox/testing/create-test-platform.ts'
import type { ClientOptions } from '../options/client-options.ts'
import { fields } from './fields.ts'
import { honourGpc } from './honour-gpc.ts'
import type { Consent } from './privacy-options.ts'

/** Real outbox, queue and flush on a device whose every byte can be read; only the network is a stand-in. */

const SECRET = 'S3CRET-4711'

interface Opened {
  client: ShadowClient<unknown, unknown>
  platform: TestPlatform
  events: ShadowEvent[]
  device: Required<Pick<TestDevice, 'indexedDB' | 'syncStore'>>
  sent: () => string
  /** Lets everything that is due happen. */
  pass: (ms?: number) => Promise<void>
}

const newDevice = () => ({ indexedDB: new IDBFactory(), syncStore: createTestSyncStore() })

function open(
  options: Partial<ClientOptions<unknown, unknown>> = {},
  page: { device?: Opened['device']; path?: string; online?: () => boolean } = {},
): Opened {
  const { device = newDevice(), online = () => true } = page
  const clock = createTestClock()
  const collector = createFakeCollector()
  const bodies: string[] = []
  const platform = Object.assign(
    createTestPlatform({
      clock,
      device,
      fetch: async (url, init) => {
        if (!online()) throw new TypeError('offline')
        bodies.push(`${url} ${typeof init.body === 'string' ? init.body : ''}`)
        return collector.fetch(url, init)
      },
    }),
    { page: () => page.path ?? '/apply', subtle: crypto.subtle },
  )
  const client = wireClient(
    {
      experiment: 'credit-risk',
      live: { version: '1', predict: async () => ({ score: 0.5 }) },
      candidate: { version: '2', predict: async () => ({ score: 0.6 }) },
      collector: { url: 'https://collect.example', key: 'k' },
      plan: { serve: 'live', shadowRate: 1 },
      ...options,
    } as ClientOptions<unknown, unknown>,
    platform,
    async () => ({ openBackground: openBackgroundWith(() => platform, createOutbox) }),
  )
  const events: ShadowEvent[] = []
  client.subscribe(event => events.push(event))
  return {
    client,
    platform,
    events,
    device,
    sent: () => [...bodies, ...platform.sentOnExit].join('\n'),
    async pass(ms = 3_000) {
      for (let step = 0; step < 30; step++) {
        clock.advance(ms / 30)
        await sleep(5)
      }
    },
  }
}

/** All that the device holds, names included. */
async function everythingOn({ indexedDB, syncStore }: Opened['device']): Promise<string> {
  const found: unknown[] = syncStore.keys().map(key => [key, syncStore.get(key)])
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name)
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error ?? new Error('open')))
    })
    for (const store of db.objectStoreNames) {
      const records = db.transaction(store).objectStore(store)
      for (const request of [records.getAllKeys(), records.getAll()]) {
        await new Promise(resolve => request.addEventListener('success', resolve))
        found.push(name, request.result)
      }
    }
    db.close()
  }
  return JSON.stringify(found)
}

const setGpc = (globalPrivacyControl: boolean | undefined) =>
  vi.stubGlobal('navigator', { globalPrivacyControl })
beforeEach(() => void vi.stubGlobal('IDBKeyRange', IDBKeyRange))
afterEach(() => vi.unstubAllGlobals())

const failing = async () => {
  throw Object.assign(new Error(`no such customer ${SECRET} at https://api.example/${SECRET}?id=${SECRET}`), {
    cause: SECRET,
  })
}

test.each([{ deny: ['ssn', 'who[].name', 'echo'] }, { allow: ['AGE', 'score'] }])(
  'what fields takes out is in no stored and no sent byte, nor in an error or URL (%o)',
  async chosen => {
    let isOnline = false
    const page = { path: `/customers/${SECRET}/apply`, online: () => isOnline }
    const one = open(
      {
        fields: fields({ ...chosen, hash: ['iban'], pages: ['/customers/:id/apply'] }),
        live: { version: '1', predict: async () => ({ score: 1, echo: SECRET }) },
        candidate: { version: '2', predict: failing },
      },
      page,
    )
    const input = { AGE: 30, ssn: SECRET, who: [{ name: SECRET, age: 3 }], iban: SECRET }
    for (let n = 0; n < 3; n++) await one.client.predict(input)
    await one.pass()
    one.platform.life('hidden')
    const stored = await everythingOn(one.device)
    expect(stored).toContain('/customers/:id/apply')
    expect(stored).toMatch(/sha256:[\da-f]{64}/)
    expect(stored).not.toContain(SECRET)
    one.platform.life('exit')
    expect(await everythingOn(one.device)).not.toContain(SECRET)
    expect(one.platform.sentOnExit.join()).toContain('[redacted]')
    isOnline = true
    one.platform.life('restore')
    await one.client.flush()
    await one.pass()
    expect(one.client.status()).toMatchObject({ sampled: 3, delivered: 3 })
    expect(one.sent()).toContain('AGE')
    expect(one.sent()).not.toContain(SECRET)
    expect(JSON.stringify(one.events)).not.toContain(SECRET)
  },
)

test.each<[string, Partial<ClientOptions<unknown, unknown>>, boolean]>([
  [
    'redact',
    {
      redact: () => {
        throw new Error(SECRET)
      },
    },
    true,
  ],
  ['fields, with no crypto.subtle', { fields: fields({ hash: ['ssn'] }) }, false],
])(
  '%s that throws costs the pair, which is counted, and stores nothing of it',
  async (_, options, hasCrypto) => {
    const one = open(options)
    if (!hasCrypto) Object.assign(one.platform, { subtle: undefined })
    await one.client.predict({ ssn: SECRET })
    await one.pass()
    expect(one.client.status()).toMatchObject({ sampled: 1, queued: 0, dropped: { record: 1 } })
    expect(one.events.some(event => event.type === 'problem')).toBe(true)
    expect((await everythingOn(one.device)) + one.sent()).not.toContain(SECRET)
  },
)

test.each<[string, Partial<ClientOptions<unknown, unknown>>]>([
  ['no consent', { consent: () => false }],
  ['a consent that is not known', { consent: () => 'unknown' }],
  ['Global Privacy Control', { consent: honourGpc() }],
  ['Global Privacy Control, whatever was asked', { consent: honourGpc(() => true) }],
  [
    'a consent that throws',
    {
      consent: () => {
        throw new Error('cmp')
      },
    },
  ],
])('with %s nothing is sampled, recorded, stored or sent, and live answers', async (_, options) => {
  setGpc(true)
  const one = open(options)
  expect(await one.client.predict({ ssn: SECRET })).toEqual({ score: 0.5 })
  one.client.recordOutcome({ reference: 'a', label: SECRET })
  await one.pass()
  one.platform.life('hidden')
  one.platform.life('exit')
  await one.client.flush()
  await one.client.close()
  expect(one.client.status()).toMatchObject({ sampled: 0, dropped: {}, outcomes: { recorded: 0 } })
  expect(await everythingOn(one.device)).toBe('[]')
  expect(one.sent()).toBe('')
})

test('Global Privacy Control that is not to be honoured, or off, changes nothing', async () => {
  for (const [consent, gpc, sampled] of [
    [undefined, true, 1],
    [honourGpc(), false, 1],
    [honourGpc(), undefined, 1],
    [honourGpc(() => 'unknown'), false, 0],
  ] as const) {
    setGpc(gpc)
    const one = open({ consent })
    await one.client.predict(1)
    expect(one.client.status().sampled).toBe(sampled)
  }
})

test('a consent that throws is told, but not on the live path', async () => {
  const one = open({
    consent: () => {
      throw new Error('cmp')
    },
  })
  await one.client.predict(1)
  expect(one.events).toEqual([])
  await one.pass()
  expect(one.events).toContainEqual({ type: 'problem', error: new Error('cmp') })
})

test.each<[string, () => unknown, boolean]>([
  ['a promise', async () => true, true],
  ['a promise that rejects', () => Promise.reject(new Error('cmp')), true],
  ['the word of a consent manager', () => 'granted', true],
  ['honourGpc, not called', honourGpc, true],
  ['true', () => true, false],
  ['false', () => false, false],
  ["'unknown'", () => 'unknown', false],
  ['nothing yet', () => null, false],
  ['nothing at all', () => undefined, false],
])('a consent that returns %s is told once if it can never mean yes', async (_what, consent, isTold) => {
  const unhandled = vi.fn<(reason: unknown) => void>()
  process.on('unhandledRejection', unhandled)
  const one = open({ consent: consent as Consent })
  await one.client.predict(1)
  await one.pass()
  await new Promise(resolve => setTimeout(resolve))
  process.off('unhandledRejection', unhandled)
  const told = one.events.flatMap(event => (event.type === 'problem' ? [event.error.message] : []))
  const message = 'consent: expected true, false or unknown'
  expect(told).toEqual(isTold ? [message] : [])
})

test('honourGpc refuses what is no function', () => {
  expect(() => honourGpc(true as never)).toThrow('honourGpc.consent: expected a function')
})

test('a consent that is withdrawn drops what runs, holds what waits, and given again lets it go', async () => {
  let consent = true
  let isOnline = false
  const one = open({ consent: () => consent }, { online: () => isOnline })
  await one.client.predict('first')
  await one.pass()
  await one.client.predict('second')
  consent = false
  await one.pass()
  isOnline = true
  await one.client.flush()
  await one.pass(60_000)
  one.platform.life('exit')
  expect(one.sent()).toBe('')
  expect(one.client.status()).toMatchObject({ sampled: 2, queued: 1, dropped: { privacy: 1 } })
  consent = true
  one.platform.life('restore')
  await one.client.flush()
  expect(one.client.status()).toMatchObject({ delivered: 1, queued: 0 })
  expect(one.sent()).not.toContain('second')
})

test('a consent that is withdrawn while the candidate answers keeps nothing of it', async () => {
  let consent = true
  const one = open({
    consent: () => consent,
    candidate: {
      version: '2',
      predict: async () => {
        consent = false
        return { score: 0.6 }
      },
    },
  })
  await one.client.predict({ ssn: SECRET })
  await one.pass()
  expect(one.client.status()).toMatchObject({ sampled: 1, queued: 0, dropped: { privacy: 1 } })
  expect((await everythingOn(one.device)) + one.sent()).not.toContain(SECRET)
})

test('URLs in error messages are kept without query, fragment and credentials, also without fields', async () => {
  const predict = async () => {
    throw new Error(`https://u:${SECRET}@api.example/v2?id=${SECRET}#${SECRET} answered 500`)
  }
  const one = open({ candidate: { version: '2', predict } })
  await one.client.predict(1)
  await one.pass()
  await one.client.flush()
  expect(one.sent()).toContain('https://api.example/v2 answered 500')
  expect(one.sent()).not.toContain(SECRET)
})

test.each(['discard', 'send'] as const)('an opt-out (%s) survives the page, until optIn', async queued => {
  let isOnline = false
  const one = open({}, { online: () => isOnline })
  const other = open({}, { device: one.device })
  await one.client.predict({ ssn: SECRET })
  await one.pass()
  isOnline = true
  await one.client.optOut({ queued })
  await one.pass()
  expect(one.client.status()).toMatchObject(
    queued === 'send' ? { delivered: 1, queued: 0 } : { delivered: 0, queued: 0, dropped: { privacy: 1 } },
  )
  expect(one.sent().includes(SECRET)).toBe(queued === 'send')
  expect(await everythingOn(one.device)).not.toContain(SECRET)
  await one.client.predict(1)
  await other.client.predict(1)
  expect(other.client.status().sampled).toBe(0)
  expect(one.client.status().sampled).toBe(1)
  await one.client.close()
  const next = open({}, { device: one.device })
  await next.client.predict(1)
  await next.pass()
  expect(next.client.status().running).toBe(0)
  next.client.optIn()
  await next.client.predict(1)
  expect(next.client.status().running).toBe(1)
})

test('an opt-out in words nobody knows deletes; status tells that nothing is observed', async () => {
  const one = open({}, { online: () => false })
  await one.client.predict({ ssn: SECRET })
  await one.pass()
  expect(one.client.status()).toMatchObject({ mayObserve: true, queued: 1 })
  await one.client.optOut({ queued: 'discrd' as 'discard' })
  expect(one.client.status()).toMatchObject({ mayObserve: false, queued: 0, dropped: { privacy: 1 } })
  expect(await everythingOn(one.device)).not.toContain(SECRET)
})

test.each([null, { queued: null }, { queued: '' }, { queued: 'sent' }])(
  'an opt-out that says nothing we know, %j, is one all the same',
  async said => {
    const one = open()
    await one.client.optOut()
    await one.client.optOut(said as never)
    await one.client.predict(1)
    expect(one.client.status().sampled).toBe(0)
  },
)

test('an opt-out with storage in memory leaves one word on the device', async () => {
  const one = open({ storage: 'memory' })
  await one.client.predict({ ssn: SECRET })
  await one.client.optOut()
  await one.pass()
  expect(await everythingOn(one.device)).toBe('[["shadow-mode/v1/opt-out/credit-risk","done"]]')
})

test('an opt-out that cannot be stored holds for this page', async () => {
  const one = open({}, { device: { indexedDB: new IDBFactory(), syncStore: createTestSyncStore(0) } })
  await one.client.optOut()
  await one.client.predict(1)
  expect(one.client.status().sampled).toBe(0)
  await one.pass()
  expect(one.events.some(event => event.type === 'problem')).toBe(true)
})

test('an opt-out while the device takes no writes is told as a problem, and done by the next page', async () => {
  const one = open({}, { online: () => false })
  await one.client.predict({ ssn: SECRET })
  await one.pass()
  const commit = vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementation(function (
    this: IDBTransaction,
  ) {
    this.abort()
  })
  await one.client.optOut()
  commit.mockRestore()
  expect(one.events).toContainEqual({
    type: 'problem',
    error: expect.objectContaining({ message: 'Queued pairs could not be deleted from the device' }) as Error,
  })
  expect(await everythingOn(one.device)).toContain(SECRET)

  await one.client.close()
  const next = open({}, { device: one.device })
  await next.client.flush()
  expect(await everythingOn(one.device)).not.toContain(SECRET)
  expect(next.sent()).not.toContain(SECRET)
  expect(next.client.status()).toMatchObject({ queued: 0, dropped: { privacy: 1 } })
})

test('clear empties the queue and forgets the plan; what runs is counted', async () => {
  const one = open({}, { online: () => false })
  one.device.syncStore.set('shadow-mode/v1/plans/credit-risk', '{}')
  await one.client.predict({ ssn: SECRET })
  await one.pass()
  await one.client.predict({ ssn: SECRET })
  await one.client.clear()
  await one.pass()
  expect(one.client.status()).toMatchObject({ sampled: 2, queued: 0, running: 0, dropped: { privacy: 2 } })
  const left = await everythingOn(one.device)
  expect(left).not.toContain(SECRET)
  expect(left).not.toContain('/plans/')
  await one.client.predict(1)
  expect(one.client.status().sampled).toBe(3)
})

test.each(['optOut', 'clear'] as const)(
  '%s deletes the outcomes that wait, those of an ended page too',
  async how => {
    const device = newDevice()
    const left = open({}, { device })
    left.client.recordOutcome({ reference: SECRET, label: 1 })
    left.platform.life('exit')
    const one = open({}, { device, online: () => false })
    one.client.recordOutcome({ reference: SECRET, label: 1 })
    await one.client[how]()
    await one.pass()
    expect(one.client.status().outcomes).toMatchObject({ recorded: 2, queued: 0, dropped: { privacy: 2 } })
    expect((await everythingOn(device)) + one.sent()).not.toContain(SECRET)
  },
)

let isAllowed = true

test.each([
  ['opts out', (page: Opened) => page.client.optOut(), false],
  ['withdraws consent', () => (isAllowed = false), false],
  ['opts out, but what waits may go', (page: Opened) => page.client.optOut({ queued: 'send' }), true],
])(
  'of a person who %s before the background is there, no label is left but by leave',
  (_, object, isLeft) => {
    isAllowed = true
    const one = open({ consent: () => isAllowed })
    one.client.recordOutcome({ reference: SECRET, label: 1 })
    void object(one)
    one.platform.life('exit')
    const stored = one.device.syncStore.keys().map(key => one.device.syncStore.get(key))
    expect(stored.join().includes(SECRET)).toBe(isLeft)
    const { recorded, queued, dropped } = one.client.status().outcomes
    expect({ recorded, queued, dropped }).toEqual(
      isLeft ? { recorded: 1, queued: 1, dropped: {} } : { recorded: 1, queued: 0, dropped: { privacy: 1 } },
    )
  },
)

test('what a tab leaves that knew nothing of an opt-out is deleted by the next page, and never sent', async () => {
  const device = newDevice()
  const one = open({}, { device })
  const other = open({}, { device })
  await one.client.flush()
  await other.client.flush()
  // The first is on disk, where the opt-out finds it; the second waits in the other tab.
  await other.client.predict({ ssn: SECRET })
  await other.client.predict({ ssn: SECRET })
  while (!other.client.status().queued) await other.pass(30)
  await one.client.optOut()
  other.platform.life('exit')
  expect(await everythingOn(device)).toContain(SECRET)
  const next = open({}, { device })
  await next.client.flush()
  expect(await everythingOn(device)).not.toContain(SECRET)
  expect(next.client.status()).toMatchObject({ sampled: 2, queued: 0, dropped: { privacy: 2 } })
  next.client.optIn()
  await next.client.flush()
  expect(one.sent() + other.sent() + next.sent()).not.toContain(SECRET)
})

test('the debug log tells what happens, and without messages never what was asked or answered', async () => {
  const lines: string[] = []
  const write = (line: string) => void lines.push(line)
  const one = open({
    candidate: { version: '2', predict: failing },
    redact: pair => {
      if (pair.subject) throw new Error(SECRET)
      return pair
    },
  })
  one.client.subscribe(
    debugLog({ prefix: 'p', messages: false, console: { debug: write, info: write, warn: write } }),
  )
  one.client.subscribe(
    debugLog({ level: 'warn', messages: false, console: { debug: write, info: write, warn: write } }),
  )
  await one.client.predict(SECRET)
  await one.client.predict(SECRET, { subject: SECRET })
  await one.pass()
  await one.client.flush()
  const text = lines.join('\n')
  expect(text).toMatch(/^p pair [\da-f-]{36}: live 1 ok [\d.]+ ms, candidate 2 error \(\w*Error\) [\d.]+ ms/m)
  expect(text).toContain('p problem: Error')
  expect(text).toMatch(/^p flushed/m)
  expect(text).toContain('[shadow-mode] dropped 1: record')
  // A shadow call that failed is logged at every level.
  expect(text).toMatch(/^\[shadow-mode\] pair .* candidate 2 error/m)
  expect(text).not.toMatch(/^\[shadow-mode\] (flushed|plan)/m)
  expect(text).not.toContain(SECRET)
})
