import { IDBFactory } from 'fake-indexeddb'
import 'fake-indexeddb/auto'
import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openBackgroundWith } from '../../boot/open-background.ts'
import type { ShadowClient } from '../../boot/shadow-client.ts'
import { wireClient } from '../../boot/wire-client.ts'
import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'
import type { ShadowEvent, Status } from '../../core/status/status.ts'
import { settle } from '../../testing/settle.ts'
import { createOutbox } from '../outbox/create-outbox.ts'
import { createFakeCollector, type FakeCollector } from '../outbox/testing/create-fake-collector.ts'
import { createTestClock } from '../outbox/testing/create-test-clock.ts'
import {
  createTestPlatform,
  createTestSyncStore,
  type TestDevice,
} from '../outbox/testing/create-test-platform.ts'
import type { OutcomeInput } from './outcome-input.ts'

const pairId = '0198aaaa-0000-7000-8000-000000000001'
const clock = createTestClock()

interface Page {
  client: ShadowClient<unknown, unknown>
  platform: ReturnType<typeof createTestPlatform>
  events: ShadowEvent[]
  outcomes: () => Status['outcomes']
}

const newDevice = (): TestDevice => ({ indexedDB: new IDBFactory(), syncStore: createTestSyncStore() })

/** A page of an app on a device, with the real outboxes. */
function openPage(
  device: TestDevice,
  collector: FakeCollector,
  options: { storage?: 'memory'; load?: () => Promise<void> } = {},
): Page {
  const platform = createTestPlatform({ clock, device, fetch: collector.fetch })
  const client = wireClient<unknown, unknown>(
    {
      experiment: 'credit-risk',
      live: { version: '1', predict: async () => 'live', origin: null },
      candidate: { version: '2', predict: async () => 'candidate', origin: null },
      collector: { url: 'https://collect.example', key: 'k' },
      plan: { serve: 'live', shadowRate: 0 },
      ...(options.storage && { storage: options.storage }),
    },
    platform,
    async () => {
      await options.load?.()
      return { openBackground: openBackgroundWith(() => platform, createOutbox) }
    },
  )
  onTestFinished(() => client.close())
  const events: ShadowEvent[] = []
  client.subscribe(event => events.push(event))
  return { client, platform, events, outcomes: () => client.status().outcomes }
}

/** A page that is asked nothing loads its background after a while. */
const startAlone = () => {
  clock.advance(2_001)
  clock.advance(2_001)
}

const labels = (collector: FakeCollector) =>
  [...collector.stored.values()].map(outcome => (outcome as { label: unknown }).label)

const balance = ({ recorded, delivered, queued, unconfirmed, dropped }: Status['outcomes']) =>
  recorded - delivered - queued - unconfirmed - Object.values(dropped).reduce((sum, count) => sum + count, 0)

describe('an outcome', () => {
  test('is delivered as it was when it was recorded, by reference or pair id, to its own route', async () => {
    const collector = createFakeCollector()
    const page = openPage(newDevice(), collector)
    const label = { defaulted: true }
    page.client.recordOutcome({ reference: 'application-4711', label, observedAt: Date.UTC(2026, 0, 2) })
    page.client.recordOutcome({ id: pairId, label: 0, observedAt: new Date('2026-01-03T00:00:00Z') })
    label.defaulted = false
    expect(page.outcomes()).toMatchObject({ recorded: 2, queued: 2 })
    await page.client.flush()
    const outcomeId = expect.any(String)
    expect([...collector.stored.values()]).toEqual([
      {
        outcomeId,
        experiment: 'credit-risk',
        reference: 'application-4711',
        label: { defaulted: true },
        observedAt: '2026-01-02T00:00:00.000Z',
      },
      { outcomeId, experiment: 'credit-risk', id: pairId, label: 0, observedAt: '2026-01-03T00:00:00.000Z' },
    ])
    expect(collector.requests.map(({ url }) => url)).toEqual(['https://collect.example/v1/outcomes?key=k'])
    expect(page.outcomes()).toEqual({ recorded: 2, delivered: 2, queued: 0, unconfirmed: 0, dropped: {} })
    expect(page.client.status()).toMatchObject({ sampled: 0, delivered: 0 })
    expect(page.events).toContainEqual({
      type: 'outcomes',
      event: { type: 'flushed', reason: 'start', delivered: 2, rejected: 0 },
    })
  })

  test('was observed when it was recorded, if nothing else is said', async () => {
    const collector = createFakeCollector()
    const page = openPage(newDevice(), collector)
    const now = clock.now()
    page.client.recordOutcome({ reference: 'r', label: 1 })
    clock.advance(1_000)
    await page.client.flush()
    expect([...collector.stored.values()]).toMatchObject([{ observedAt: new Date(now).toISOString() }])
  })

  test('that the collector refuses is counted and told, and costs only itself', async () => {
    const collector = createFakeCollector()
    const page = openPage(newDevice(), collector)
    await page.client.flush()
    for (const label of [1, 2, 3]) page.client.recordOutcome({ reference: 'r', label })
    collector.moods = ['down']
    await page.client.flush()
    expect(page.outcomes()).toMatchObject({ recorded: 3, queued: 3 })
    const sent = JSON.parse(v.parse(v.string(), collector.requests[0]?.init.body))
    collector.refuses.add(sent.outcomes[1].outcomeId)
    await page.client.flush()
    expect(labels(collector)).toEqual([1, 3])
    expect(page.outcomes()).toMatchObject({ delivered: 2, queued: 0, dropped: { rejected: 1 } })
  })

  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic
  test.each<[string, unknown, string]>([
    ['no target', { label: 1 }, 'reference'],
    ['an empty target', { reference: '', label: 1 }, 'reference'],
    ['a long reference', { reference: 'x'.repeat(257), label: 1 }, 'reference'],
    ['an id that is none', { id: '4711', label: 1 }, 'id'],
    ['no label', { reference: 'r' }, 'label'],
    ['a label that is no number', { reference: 'r', label: Number.NaN }, 'label'],
    ['a label without JSON', { reference: 'r', label: () => 1 }, 'label'],
    ['a cyclic label', { reference: 'r', label: cyclic }, 'label'],
    ['no time', { reference: 'r', label: 1, observedAt: 'yesterday' }, 'observedAt'],
    ['an invalid date', { reference: 'r', label: 1, observedAt: new Date(Number.NaN) }, 'observedAt'],
    ['nothing', undefined, 'label'],
  ])('with %s is told, counted, and costs only itself', async (_, outcome, field) => {
    const collector = createFakeCollector()
    const page = openPage(newDevice(), collector)
    page.client.recordOutcome({ reference: 'before', label: 'good' })
    page.client.recordOutcome(outcome as OutcomeInput)
    await page.client.flush()
    const problem = page.events.find(event => event.type === 'problem')
    expect(problem?.error).toBeInstanceOf(InvalidOptionError)
    expect(problem?.error).toMatchObject({ field: `recordOutcome.${field}` })
    expect(labels(collector)).toEqual(['good'])
    expect(page.outcomes()).toMatchObject({ recorded: 2, delivered: 1, dropped: { record: 1 } })
  })
})

describe('what a page leaves', () => {
  test('before its background came is delivered by the next one, unasked, once', async () => {
    const device = newDevice()
    const collector = createFakeCollector()
    const first = openPage(device, collector)
    first.client.recordOutcome({ reference: 'r', label: 'left' })
    first.platform.life('exit')
    expect(first.outcomes()).toMatchObject({ recorded: 1, queued: 1 })

    const next = openPage(device, collector)
    startAlone()
    await expect.poll(() => next.outcomes()).toMatchObject({ recorded: 1, delivered: 1, queued: 0 })
    expect(labels(collector)).toEqual(['left'])
  })

  test('comes back with the page from the bfcache, and is counted once', async () => {
    const collector = createFakeCollector()
    const page = openPage(newDevice(), collector)
    page.client.recordOutcome({ reference: 'r', label: 'left' })
    page.platform.life('exit')
    page.platform.life('restore')
    page.client.recordOutcome({ reference: 'r', label: 'later' })
    await page.client.flush()
    expect(new Set(labels(collector))).toEqual(new Set(['later', 'left']))
    expect(page.outcomes()).toMatchObject({ recorded: 2, delivered: 2, queued: 0 })
  })

  test('before the device has stored it is delivered by the next one, unasked', async () => {
    const device = newDevice()
    const collector = createFakeCollector()
    const first = openPage(device, collector)
    await first.client.flush()
    // No database takes anything any more: only what is synchronous is left.
    first.client.recordOutcome({ reference: 'r', label: 'spilled' })
    first.platform.life('exit')

    const next = openPage(device, collector)
    startAlone()
    await expect.poll(() => labels(collector)).toEqual(['spilled'])
    await expect.poll(() => next.outcomes()).toMatchObject({ recorded: 1, delivered: 1, queued: 0 })
  })

  test('after it was closed waits for the next one', async () => {
    const device = newDevice()
    const collector = createFakeCollector()
    const first = openPage(device, collector)
    await first.client.flush()
    await first.client.close()
    first.client.recordOutcome({ reference: 'r', label: 'late' })
    const next = openPage(device, collector)
    await next.client.flush()
    expect(labels(collector)).toEqual(['late'])
  })
})

test('recorded = delivered + queued + unconfirmed + dropped, over exits, reloads and a failing collector', async () => {
  const steps = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 1, max: 30 }) },
      { weight: 4, arbitrary: fc.constantFrom('flush', 'wait', 'reload', 'freeze', 'refuse') },
      { weight: 3, arbitrary: fc.constantFrom('down', 'lost', 'busy') },
    ),
    { maxLength: 25 },
  )
  await fc.assert(
    fc.asyncProperty(steps, async sequence => {
      const device = newDevice()
      const collector = createFakeCollector()
      let page = openPage(device, collector)
      let recorded = 0
      for (const step of sequence) {
        if (typeof step === 'number') {
          for (let n = 0; n < step; n++) page.client.recordOutcome({ reference: 'r', label: ++recorded })
        } else if (step === 'flush') await page.client.flush()
        else if (step === 'wait') clock.advance(11_000)
        else if (step === 'refuse') collector.moods.push({ status: 422 })
        else if (step === 'busy') collector.moods.push({ status: 503, headers: { 'retry-after': '1' } })
        else if (step === 'down' || step === 'lost') collector.moods.push(step)
        else {
          page.platform.life(step === 'reload' ? 'exit' : 'freeze')
          if (step === 'reload') page = openPage(device, collector)
          else page.platform.life('restore')
        }
        await settle()
        expect(balance(page.outcomes())).toBe(0)
      }
      collector.moods = []
      await page.client.flush()
      await page.client.flush()
      const { delivered, queued, dropped } = page.outcomes()
      expect(page.outcomes()).toMatchObject({ recorded, queued: 0, unconfirmed: 0 })
      expect(balance(page.outcomes())).toBe(0)
      // What was refused may have been stored when its answer was lost; all else is there, once.
      expect(collector.stored.size).toBeGreaterThanOrEqual(delivered)
      expect(collector.stored.size).toBeLessThanOrEqual(delivered + (dropped.rejected ?? 0))
      expect(queued).toBe(0)
      await page.client.close()
    }),
    { numRuns: 25 },
  )
}, 60_000)

test('of a flood before the background is there, 500 are kept and the rest is counted', async () => {
  const collector = createFakeCollector()
  const page = openPage(newDevice(), collector)
  for (let n = 0; n < 510; n++) page.client.recordOutcome({ reference: 'r', label: n })
  await page.client.flush()
  expect(page.outcomes()).toMatchObject({ recorded: 510, delivered: 500, dropped: { full: 10 } })
})

test('a background that did not load is tried again with the next outcome', async () => {
  const collector = createFakeCollector()
  let loads = 0
  const page = openPage(newDevice(), collector, {
    load: async () => {
      if (++loads === 1) throw new TypeError('chunk')
    },
  })
  page.client.recordOutcome({ reference: 'r', label: 1 })
  startAlone()
  await expect.poll(() => page.events.some(event => event.type === 'problem')).toBe(true)
  page.client.recordOutcome({ reference: 'r', label: 2 })
  await expect.poll(() => loads).toBe(2)
  await page.client.flush()
  expect(labels(collector)).toEqual([1, 2])
})

test('an app that records none gets no second database', async () => {
  const device = newDevice()
  const page = openPage(device, createFakeCollector())
  await page.client.flush()
  expect(await device.indexedDB?.databases()).toHaveLength(1)
})

test('in memory nothing stays on the device', async () => {
  const device = newDevice()
  const collector = createFakeCollector()
  const page = openPage(device, collector, { storage: 'memory' })
  page.client.recordOutcome({ reference: 'r', label: 1 })
  page.platform.life('freeze')
  page.platform.life('restore')
  await page.client.flush()
  expect(labels(collector)).toEqual([1])
  expect(device.syncStore?.keys()).toEqual([])
  expect(await device.indexedDB?.databases()).toEqual([])
})
