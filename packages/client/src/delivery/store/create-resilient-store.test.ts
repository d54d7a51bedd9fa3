import { expect, test } from 'vitest'
import type { Records } from '../../core/platform/store.ts'
import { deferred } from '../../testing/deferred.ts'
import { settle } from '../../testing/settle.ts'
import { createMemoryStore } from './create-memory-store.ts'
import { createResilientStore } from './create-resilient-store.ts'

const openDevice = () => {
  const device = { isOpen: true, fails: false, committed: deferred<undefined>() }
  const memory = createMemoryStore()
  return {
    device,
    durable: () => true,
    volatileRecords: () => [],
    close: () => void (device.isOpen = false),
    async transact<Result>(work: (records: Records) => Promise<Result>) {
      if (device.fails) throw new Error('fails')
      const result = await memory.transact(work)
      await device.committed.promise
      return result
    },
  }
}

const look = async () => 'result'
const move = async () => () => {}

test('a store that is closed while it opens does the work that waits, and is closed then', async () => {
  const opened = deferred<ReturnType<typeof openDevice>>()
  const found = openDevice()
  const store = createResilientStore({
    open: () => opened.promise,
    onProblem: () => {},
    onFallback: () => {},
  })
  const done = store.transact(look)
  store.close()
  opened.resolve(found)
  found.device.committed.resolve(undefined)
  expect(await done).toBe('result')
  expect(found.device.isOpen).toBe(false)
})

test('nor does one stay open that comes back while it is closed', async () => {
  const devices: ReturnType<typeof openDevice>[] = []
  const store = createResilientStore({
    async open() {
      const found = openDevice()
      found.device.fails = devices.push(found) < 3
      return found
    },
    onProblem: () => {},
    onFallback: () => {},
  })
  expect(await store.transact(look)).toBe('result')
  expect(store.durable()).toBe(false)
  await store.tryDisk(move)
  await settle()
  const moved = store.tryDisk(move)
  await settle()
  store.close()
  devices[2]?.device.committed.resolve(undefined)
  await moved
  expect(devices.map(({ device }) => device.isOpen)).toEqual([false, false, false])
})
