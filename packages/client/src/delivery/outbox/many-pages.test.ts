import { numberedPair } from '@shadow-mode/test-support/make-pair.ts'
import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { IDBFactory, IDBKeyRange, IDBTransaction } from 'fake-indexeddb'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SyncStore } from '../../core/platform/platform.ts'
import { createFakeCollector, type Mood } from './testing/create-fake-collector.ts'
import { createTestClock } from './testing/create-test-clock.ts'
import { createTestSyncStore } from './testing/create-test-platform.ts'
import { openPage, type Page } from './testing/open-page.ts'

beforeEach(() => void vi.stubGlobal('IDBKeyRange', IDBKeyRange))
afterEach(() => void vi.restoreAllMocks())

/** localStorage as one process of a browser has it: its own writes at once, those of others at `catchUp`. */
function lateView(shared: SyncStore): SyncStore & { catchUp: () => void } {
  let seen = new Map<string, string>()
  const catchUp = () => {
    seen = new Map(shared.keys().map(key => [key, shared.get(key) ?? '']))
  }
  catchUp()
  return {
    catchUp,
    get: key => seen.get(key) ?? null,
    keys: () => [...seen.keys()],
    set(key, text) {
      seen.set(key, text)
      shared.set(key, text)
    },
    remove(key) {
      seen.delete(key)
      shared.remove(key)
    },
  }
}

const TABS = 3
const tab = fc.nat(TABS - 1)
const moods: Mood[] = ['ok', 'down', 'lost', { status: 503 }]
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('add'), tab, count: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reload'), tab, arrives: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('flush'), tab, mood: fc.constantFrom(...moods) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('advance'), ms: fc.constantFrom(100, 950, 950) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('disk'), isFull: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('catch-up'), tab }) },
)
type Step = Partial<Record<'tab' | 'count' | 'ms', number>> & { do: string } & Partial<{
    arrives: boolean
    isFull: boolean
    mood: Mood
  }>

const settle = () => sleep(2)

test('tabs of several processes, on a disk that is full now and then: each finished pair is stored once', async () => {
  let isFull = false
  const { commit } = Object.getOwnPropertyDescriptors(IDBTransaction.prototype)
  vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementation(function (this: IDBTransaction) {
    return isFull ? this.abort() : commit.value?.call(this)
  })
  let fellBack = 0
  await fc.assert(
    fc.asyncProperty(
      fc.boolean(),
      fc.array<Step>(step, { minLength: 5, maxLength: 40 }),
      async (isFullAtFirst, steps) => {
        isFull = isFullAtFirst
        const collector = createFakeCollector()
        const clock = createTestClock()
        const [indexedDB, shared] = [new IDBFactory(), createTestSyncStore()]
        const open = () => {
          const syncStore = lateView(shared)
          return { ...openPage({ device: { indexedDB, syncStore }, collector, clock }), syncStore }
        }
        const tabs = Array.from({ length: TABS }, open)
        const leave = ({ outbox, platform, events }: Page, arrives: boolean) => {
          outbox.exit()
          if (arrives) for (const body of platform.sentOnExit) collector.receive(body)
          if (events.some(({ type }) => type === 'problem')) fellBack++
        }
        let finished = 0
        for (const { tab: n = 0, count = 0, ms = 0, mood = 'ok', ...it } of steps) {
          const page = (tabs[n] ??= open())
          if (it.do === 'add')
            for (let left = count; left > 0; left--) {
              page.outbox.sampled()
              page.outbox.add(numberedPair(++finished))
            }
          else if (it.do === 'reload') {
            leave(page, it.arrives === true)
            tabs[n] = open()
          } else if (it.do === 'flush') {
            collector.moods = [mood]
            await page.outbox.flush('manual')
            collector.moods = []
          } else if (it.do === 'advance') clock.advance(ms)
          else if (it.do === 'disk') isFull = it.isFull === true
          else if (it.do === 'catch-up') page.syncStore.catchUp()
          else await settle()
        }
        for (const page of tabs) leave(page, false)
        await settle()
        isFull = false
        const last = open()
        await last.outbox.flush('manual')
        expect([...collector.stored.keys()].toSorted()).toEqual(
          Array.from({ length: finished }, (_, n) => numberedPair(n + 1).id),
        )
        const { sampled, delivered, queued, dropped } = last.outbox.counts()
        expect({ queued, dropped, rest: sampled - delivered }).toEqual({ queued: 0, dropped: {}, rest: 0 })
        expect(delivered).toBeLessThanOrEqual(finished)
        await last.outbox.close()
      },
    ),
    { numRuns: 150 },
  )
  expect(fellBack, 'or this test proves nothing').toBeGreaterThan(50)
}, 120_000)
