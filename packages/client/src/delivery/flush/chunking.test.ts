import { numberedPair } from '@shadow-mode/test-support/make-pair.ts'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createFakeCollector } from '../outbox/testing/create-fake-collector.ts'
import { createTestSyncStore } from '../outbox/testing/create-test-platform.ts'
import { openPage } from '../outbox/testing/open-page.ts'
import { MAX_BATCH_BYTES, MAX_BATCH_PAIRS } from '../queue/take-batch.ts'

beforeEach(() => void vi.stubGlobal('IDBKeyRange', IDBKeyRange))
afterEach(() => void vi.unstubAllGlobals())

/** Of a batch's own fields and of what a pair has beside its filler. */
const ROOM = 1_000
const pairs = fc.array(
  fc.record({
    size: fc.oneof({ weight: 9, arbitrary: fc.nat(3_000) }, { weight: 1, arbitrary: fc.nat(250_000) }),
    /** The collector answers 422 to any batch with it. */
    isPoison: fc.integer({ min: 0, max: 29 }).map(n => n === 0),
    /** Acknowledged as rejected. */
    isRefused: fc.integer({ min: 0, max: 9 }).map(n => n === 0),
  }),
  { minLength: 1, maxLength: 130 },
)

test('batches of any sizes: in order, within the limits, each pair once, and only what must go is lost', async () => {
  await fc.assert(
    fc.asyncProperty(pairs, fc.integer({ min: 2_000, max: 600_000 }), async (given, takes) => {
      const collector = createFakeCollector()
      const poison = new Set<string>()
      const tooLarge = new Set<string>()
      for (const [n, { size, isPoison, isRefused }] of given.entries()) {
        const { id } = numberedPair(n)
        if (size + ROOM > takes) tooLarge.add(id)
        else if (isPoison) poison.add(id)
        else if (isRefused) collector.refuses.add(id)
      }
      const sent: string[] = []
      const { outbox } = openPage({
        device: { indexedDB: new IDBFactory(), syncStore: createTestSyncStore() },
        collector: {
          ...collector,
          async fetch(url, init) {
            const body = typeof init.body === 'string' ? init.body : ''
            const ids = [...body.matchAll(/"id":"([^"]+)"/g)].map(([, id = '']) => id)
            const bytes = Buffer.byteLength(body)
            const isWithin = ids.length === 1 || bytes <= MAX_BATCH_BYTES + ROOM
            expect(isWithin && ids.length <= MAX_BATCH_PAIRS).toBe(true)
            if (ids.some(id => tooLarge.has(id)) || bytes > takes) return new Response('', { status: 413 })
            if (ids.some(id => poison.has(id))) return new Response('', { status: 422 })
            sent.push(...ids)
            return collector.fetch(url, init)
          },
        },
      })
      for (const [n, { size }] of given.entries()) {
        outbox.sampled()
        outbox.add(numberedPair(n, size))
      }
      await outbox.flush('manual')

      const { delivered, queued, dropped } = outbox.counts()
      const ids = given.map((_, n) => numberedPair(n).id)
      expect(sent).toEqual(ids.filter(id => !poison.has(id) && !tooLarge.has(id)))
      expect([...collector.stored.keys()]).toEqual(sent.filter(id => !collector.refuses.has(id)))
      expect({ delivered, queued, ...dropped }).toEqual({
        delivered: collector.stored.size,
        queued: 0,
        ...(tooLarge.size && { oversize: tooLarge.size }),
        ...(poison.size + collector.refuses.size && { rejected: poison.size + collector.refuses.size }),
      })
      await outbox.close()
    }),
    { numRuns: 60 },
  )
}, 120_000)
