import { expect, test, vi } from 'vitest'
import { createMemoryStore } from './create-memory-store.ts'

test('what waits in memory is looked through at each write, so it is never parsed for that', async () => {
  const store = createMemoryStore()
  await store.transact(async records => {
    records.put('entry/1', { pairs: [] })
    records.put('ledger', { count: 1 })
  })
  const parse = vi.spyOn(JSON, 'parse')
  expect(store.volatileRecords('entry/')).toEqual([{ pairs: [] }])
  expect(await store.transact(records => records.first('entry/', 10))).toEqual([['entry/1', { pairs: [] }]])
  expect(parse).not.toHaveBeenCalled()
})

test('what get gives may be changed: only what is put is kept', async () => {
  const store = createMemoryStore()
  const read = () => store.transact(records => records.get('ledger')) as Promise<{ count: number }>
  await store.transact(async records => records.put('ledger', { count: 1 }))
  const ledger = await read()
  ledger.count = 2
  expect(await read()).toEqual({ count: 1 })
  expect(await store.transact(records => records.get('none'))).toBeUndefined()
})
