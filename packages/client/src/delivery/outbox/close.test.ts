import { numberedPair } from '@shadow-mode/test-support/make-pair.ts'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { settle } from '../../testing/settle.ts'
import { createTestSyncStore } from './testing/create-test-platform.ts'
import { openPage, type Page } from './testing/open-page.ts'

const unhandled: unknown[] = []
const onUnhandled = (error: unknown) => void unhandled.push(error)
beforeEach(() => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange)
  unhandled.length = 0
  process.on('unhandledRejection', onUnhandled)
})
afterEach(() => void process.off('unhandledRejection', onUnhandled))

const add = ({ outbox }: Page, number: number) => {
  outbox.sampled()
  outbox.add(numberedPair(number))
}

test.each<[string, (page: Page) => void]>([
  ['becomes visible', page => page.platform.life('visible')],
  ['comes back', page => page.platform.life('restore')],
  ['finishes a pair', page => add(page, 2)],
])('a page that %s while it is closed leaves no rejection behind', async (_, happen) => {
  for (const syncStore of [createTestSyncStore(), undefined]) {
    // The moment decides: that between the last save and the end of the store is short.
    for (let turns = 0; turns < 60; turns++) {
      const page = openPage({ device: { indexedDB: new IDBFactory(), ...(syncStore && { syncStore }) } })
      add(page, 1)
      await settle()
      const closed = page.outbox.close()
      for (let turn = 0; turn < turns; turn++) await Promise.resolve()
      happen(page)
      await closed
    }
  }
  await settle()
  expect(unhandled).toEqual([])
})
