import { numberedPair } from '@shadow-mode/test-support/make-pair.ts'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test, vi } from 'vitest'
import { openPage } from '../outbox/testing/open-page.ts'

test('where the part that sends does not load, pairs are stored and wait', async () => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange)
  vi.doMock('../../core/http/request.ts', () => {
    throw new TypeError('Failed to fetch dynamically imported module')
  })
  const device = { indexedDB: new IDBFactory() }
  const { outbox, events } = openPage({ device })
  outbox.sampled()
  outbox.add(numberedPair(1))
  await outbox.flush('manual')
  expect(outbox.counts()).toMatchObject({ sampled: 1, queued: 1 })
  expect(events).toContainEqual(expect.objectContaining({ type: 'flush-failed', willRetry: true }))
  await outbox.close()

  vi.doUnmock('../../core/http/request.ts')
  vi.resetModules()
  const next = openPage({ device })
  await next.outbox.flush('manual')
  expect(next.collector.stored.size).toBe(1)
  await next.outbox.close()
})
