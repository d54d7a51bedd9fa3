import { newPair } from '@shadow-mode/test-support/new-pair.ts'
import { describe, expect, test } from 'vitest'
import { ingestRecord } from '../../testing/ingest-record.ts'
import { EngineFailedError } from '../engine-failed-error.ts'
import type { Store } from '../store/store.ts'
import { StoreError } from '../store/store-error.ts'
import { insertRecords } from './insert-records.ts'
import { storedPairs } from './stored-pairs.ts'
import type { ReadablePair } from './to-pair-row.ts'

type Insert = Store['insert']

const insertPairs = (store: Store, all: ReadablePair[]) => insertRecords(store, storedPairs, all)

const storeThat = (insert: Insert): Store => ({
  insert,
  query: () => Promise.reject(new Error('not asked')),
  run: () => Promise.reject(new Error('not asked')),
  close: () => undefined,
})

const pairs = (count: number): ReadablePair[] =>
  Array.from({ length: count }, (_, index) => storedPairs.read(ingestRecord(newPair(), index + 1))).filter(
    (read): read is ReadablePair => 'pair' in read,
  )

describe('a failure of the engine is no row’s fault', () => {
  test('when it refuses rows that the check takes', async () => {
    const store = storeThat(async table => {
      if (table === 'pairs') throw new StoreError('odd', 49)
    })
    const refused = insertPairs(store, pairs(5))
    await expect(refused).rejects.toThrow(EngineFailedError)
    // What is wrong with the engine is in its own words alone.
    await expect(refused).rejects.toThrow('odd')
  })

  test.each([
    ['memory', new StoreError('Memory limit exceeded', 241)],
    ['disk', new StoreError('No space left', 243)],
    ['something without a code', new StoreError('closed', null)],
  ])('when it runs out: %s', async (_, error) => {
    let tries = 0
    const store = storeThat(() => {
      tries += 1
      return Promise.reject(error)
    })
    await expect(insertPairs(store, pairs(5))).rejects.toThrow(error.message)
    expect(tries).toBe(2)
  })

  test('when the rows that are left fail as well', async () => {
    const [bad, ...good] = pairs(5)
    const store = storeThat(async (table, rows) => {
      const hasBad = rows.some(row => row.includes(String(bad?.id)))
      if (hasBad || table === 'pairs') throw new StoreError('refused', 117)
    })
    await expect(insertPairs(store, [...good, ...(bad ? [bad] : [])])).rejects.toThrow('refused')
  })
})

test('only the refused row is left out, and its reason is kept', async () => {
  const all = pairs(9)
  const stored: string[] = []
  const store = storeThat(async (table, rows) => {
    if (rows.some(row => row.includes(String(all[6]?.id)))) throw new StoreError('Cannot parse', 117)
    if (table === 'pairs') stored.push(...rows)
  })
  expect(await insertPairs(store, all)).toEqual([{ record: all[6]?.record, reason: 'Cannot parse' }])
  expect(stored).toHaveLength(8)
})
