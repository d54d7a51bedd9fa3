import { numberedPair } from '@shadow-mode/test-support/make-pair.ts'
import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { createTestSyncStore, type TestDevice } from '../outbox/testing/create-test-platform.ts'
import { openPage } from '../outbox/testing/open-page.ts'

// What sends is loaded from disk, which takes no fixed number of turns: here it is loaded already.
beforeAll(() => import('../../core/http/request.ts'))
beforeEach(() => void vi.stubGlobal('IDBKeyRange', IDBKeyRange))

/** Turns of the event loop that a transaction and a request need between them, with room to spare. */
const TURNS = 50
const settle = async () => {
  for (let turn = 0; turn < TURNS; turn++) await sleep(0)
}
const newDevice = () => ({ indexedDB: new IDBFactory(), syncStore: createTestSyncStore() })

function visit(device: TestDevice) {
  const page = openPage({ device })
  onTestFinished(() => page.outbox.close())
  const drop = () => {
    page.outbox.sampled()
    page.outbox.drop('busy')
  }
  /** Time passes, in steps that leave transactions and requests their turn. */
  const pass = async (ms: number) => {
    await settle()
    for (let left = ms; left > 0; left -= 2_500) {
      page.clock.advance(Math.min(left, 2_500))
      await settle()
    }
  }
  const told = () => page.collector.batches.map(({ losses }) => losses['credit-risk']?.dropped.busy)
  return { ...page, drop, pass, told }
}

test('a page that only loses tells it, at most once a minute', async () => {
  const page = visit(newDevice())
  page.drop()
  page.drop()
  await page.pass(12_000)
  await vi.waitFor(() => expect(page.told()).toEqual([2]))
  expect(page.collector.batches[0]?.pairs).toEqual([])
  page.drop()
  await page.pass(30_000)
  expect(page.told()).toEqual([2])
  await page.pass(35_000)
  await vi.waitFor(() => expect(page.told()).toEqual([2, 3]))
  await page.pass(90_000)
  expect(page.told()).toEqual([2, 3])
})

test('losses that a batch of pairs has told are not told again, nor those of earlier pages', async () => {
  const device = newDevice()
  const page = visit(device)
  page.drop()
  page.outbox.sampled()
  page.outbox.add(numberedPair(1))
  await page.outbox.flush('manual')
  await page.outbox.flush('manual')
  expect(page.told()).toEqual([1])
  const next = visit(device)
  await next.outbox.flush('manual')
  expect(next.told()).toEqual([])
})

test('those that a page left at its exit are told by the next one', async () => {
  const device = newDevice()
  const page = visit(device)
  await page.outbox.flush('manual')
  page.drop()
  page.outbox.exit()
  const next = visit(device)
  await next.outbox.flush('hidden')
  await next.pass(12_000)
  await vi.waitFor(() => expect(next.told()).toEqual([1]))
})

test('a collector that refuses them is asked once a minute, and takes the next pair', async () => {
  const page = visit(newDevice())
  page.collector.moods = [{ status: 422 }]
  page.drop()
  await page.outbox.flush('manual')
  expect(page.collector.requests).toHaveLength(1)
  page.outbox.sampled()
  page.outbox.add(numberedPair(1))
  await page.outbox.flush('manual')
  expect(page.collector.requests).toHaveLength(2)
  expect(page.outbox.counts()).toMatchObject({ delivered: 1, queued: 0 })
})
