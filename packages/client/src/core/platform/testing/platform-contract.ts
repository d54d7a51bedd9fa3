import { sleep } from '@shadow-mode/test-support/sleep.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createMemoryStore } from '../../../delivery/store/create-memory-store.ts'
import { openDeviceStore } from '../../../delivery/store/open-device-store.ts'
import type { LifecycleEvent, Platform } from '../platform.ts'
import type { Store } from '../store.ts'

/** A device with one platform, and the events that a test can cause. */
interface PlatformUnderTest {
  platform: Platform
  /** Ends the app, page or process and returns the device's next platform. The earlier one is dead. */
  restart: () => Promise<Platform>
  /** Does what a user would do. Absent if the platform has no such event. */
  leave?: () => void
  comeBack?: () => void
  reconnect?: () => void
  /** Whether stored data survives `restart`. */
  isDurable: boolean
}

interface ContractOptions {
  open: () => Promise<PlatformUnderTest>
  /** Opens a URL that answers a `POST` with its body. */
  echo: () => Promise<string>
}

const openStore = async (platform: Platform, name: string, isDurable: boolean): Promise<Store> =>
  isDurable ? openDeviceStore(platform, name) : createMemoryStore()

/** Adds one to a number in the store, so that a lost write is noticed. */
const add = (store: Store) =>
  store.transact(async records => records.put('n', Number((await records.get('n')) ?? 0) + 1))

/** Tests what the client expects of every platform. The tests of each platform call this once. */
export function platformContract({ open, echo }: ContractOptions): void {
  let stores = 0
  const withStore = async () => {
    const device = await open()
    const name = `contract-${Date.now()}-${stores++}`
    const store = await openStore(device.platform, name, device.isDurable)
    onTestFinished(() => store.close())
    return { ...device, name, store }
  }

  test('clocks: one has milliseconds since the epoch, and the other never goes back', async () => {
    const { platform } = await open()
    expect(Math.abs(platform.now() - Date.now())).toBeLessThan(1_000)
    const before = platform.monotonic()
    await sleep(20)
    const passed = platform.monotonic() - before
    expect(passed).toBeGreaterThan(10)
    expect(passed).toBeLessThan(10_000)
  })

  test('the clock has whole milliseconds, even if the page has replaced Date.now', async () => {
    const { platform } = await open()
    const faked = vi.spyOn(Date, 'now')
    onTestFinished(() => faked.mockRestore())
    for (const returned of [
      1_793_577_600_000.5,
      Number.NaN,
      -86_400_000,
      Number.POSITIVE_INFINITY,
      2 ** 60,
    ]) {
      faked.mockReturnValue(returned)
      const at = platform.now()
      expect(Number.isSafeInteger(at)).toBe(true)
      expect(new Date(at).toISOString()).toMatch(/^\d{4}-/)
    }
  })

  test('random numbers: uniform in [0, 1), without repeats', async () => {
    const { platform } = await open()
    const draws = Array.from({ length: 5_000 }, () => platform.random())
    expect(draws.every(draw => draw >= 0 && draw < 1)).toBe(true)
    expect(new Set(draws).size).toBe(5_000)
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.03)
  })

  test('timers and idle callbacks run once, or never if they are cancelled', async () => {
    const { platform } = await open()
    const ran: string[] = []
    platform.setTimer(() => ran.push('timer'), 5)
    platform.setTimer(() => ran.push('cancelled timer'), 5)()
    platform.whenIdle(() => ran.push('idle'), 50)
    platform.whenIdle(() => ran.push('cancelled idle'), 50)()
    await sleep(300)
    expect(ran.toSorted()).toEqual(['idle', 'timer'])
  })

  test('reports lifecycle events until it is stopped', async () => {
    const { platform, leave, comeBack, reconnect } = await open()
    const heard: LifecycleEvent[] = []
    const stop = platform.onLifecycle(event => heard.push(event))
    leave?.()
    comeBack?.()
    reconnect?.()
    expect(heard).toEqual([
      ...(leave ? ['hidden'] : []),
      ...(comeBack ? ['visible'] : []),
      ...(reconnect ? ['online'] : []),
    ])
    stop()
    leave?.()
    comeBack?.()
    reconnect?.()
    expect(heard).toHaveLength([leave, comeBack, reconnect].filter(Boolean).length)
  })

  test('fetch sends a request, returns the answer and obeys its signal', async () => {
    const { platform } = await open()
    const url = await echo()
    const init: RequestInit = { method: 'POST', body: 'αβγ', credentials: 'omit', cache: 'no-cache' }
    const response = await platform.fetch(url, init)
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('αβγ')
    const signal = AbortSignal.abort(new Error('mine'))
    await expect(platform.fetch(url, { ...init, signal })).rejects.toThrow('mine')
    expect(platform.sendOnExit(url, 'x'.repeat(65_537))).toBe(false)
  })

  test('the page, if there is one, is a path without a query', async () => {
    const { platform } = await open()
    expect(platform.page() ?? '/').toMatch(/^\/[^?#]*$/)
  })

  test('store: a transaction sees its own writes, and records are in the order of their keys', async () => {
    const { store } = await withStore()
    const seen = await store.transact(async records => {
      for (const key of ['b/2', 'a/1', 'b/10', 'b/1', 'c/1']) records.put(key, { key })
      records.delete('b/2')
      records.delete('never')
      return [await records.get('b/1'), await records.get('b/2'), await records.first('b/', 9)]
    })
    const b = [
      ['b/1', { key: 'b/1' }],
      ['b/10', { key: 'b/10' }],
    ]
    expect(seen).toEqual([{ key: 'b/1' }, undefined, b])
    expect(await store.transact(records => records.first('b/', 100))).toEqual(b)
    expect(await store.transact(records => records.first('b/', 1))).toEqual(b.slice(0, 1))
    expect(await store.transact(records => records.first('b/', 9, 'b/1'))).toEqual(b.slice(1))
    expect(await store.transact(records => records.get('none'))).toBeUndefined()
  })

  test('store: it keeps a copy of a value', async () => {
    const { store } = await withStore()
    const value = { list: [1] }
    await store.transact(async records => records.put('k', value))
    value.list.push(2)
    const read = await store.transact(records => records.get('k'))
    expect(read).toEqual({ list: [1] })
  })

  test('storage outlives the app if it is durable, and only then', async () => {
    const { platform, store, name, restart, isDurable } = await withStore()
    await store.transact(async records => {
      records.put('kept', { pairs: ['€'.repeat(1_000)] })
      records.put('gone', 1)
    })
    await store.transact(async records => records.delete('gone'))
    platform.syncStore?.set('sync', 'text')
    platform.syncStore?.set('removed', 'text')
    platform.syncStore?.remove('removed')
    await sleep(50)
    store.close()
    expect(store.durable()).toBe(isDurable)

    const next = await restart()
    const again = await openStore(next, name, isDurable)
    onTestFinished(() => again.close())
    const kept = isDurable ? { pairs: ['€'.repeat(1_000)] } : undefined
    expect(await again.transact(records => records.get('kept'))).toEqual(kept)
    expect(await again.transact(records => records.get('gone'))).toBeUndefined()
    expect(next.syncStore?.get('sync')).toBe(isDurable ? 'text' : undefined)
    expect(next.syncStore?.get('removed')).toBe(isDurable ? null : undefined)
    expect(next.syncStore?.keys().includes('sync')).toBe(isDurable ? true : undefined)
    next.syncStore?.remove('sync')
  })

  test('store: a failed transaction changes nothing on a device, and the next one works', async () => {
    const { store, isDurable } = await withStore()
    await store.transact(async records => records.put('k', 1))
    const failing = store.transact(async records => {
      records.put('k', 2)
      records.put('new', 2)
      await records.get('k')
      throw new Error('mine')
    })
    await expect(failing).rejects.toThrow('mine')
    // A store in memory has no rollback: see `createMemoryStore`.
    expect(await store.transact(records => records.get('k'))).toBe(isDurable ? 1 : 2)
    expect(await store.transact(records => records.get('new'))).toBe(isDurable ? undefined : 2)
    await store.transact(async records => records.put('k', 3))
    expect(await store.transact(records => records.get('k'))).toBe(3)
  })

  test('durable store: two clients share it without losing a write', async () => {
    const { platform, name, isDurable } = await withStore()
    if (!isDurable) return
    const one = await openDeviceStore(platform, name)
    const other = await openDeviceStore(platform, name)
    onTestFinished(() => [one, other].forEach(store => store.close()))
    await Promise.all(Array.from({ length: 20 }, () => [add(one), add(other)]).flat())
    expect(await one.transact(records => records.get('n'))).toBe(40)
  })

  test('locks, if there are any: one holder at a time, for as long as its callback runs', async () => {
    const { locks } = (await open()).platform
    if (!locks) return
    const name = `lock-${Date.now()}-${Math.random()}`
    const order: string[] = []
    const request = (label: string, work: () => Promise<void> = async () => undefined) =>
      locks.request(name, { ifAvailable: true }, async lock => {
        order.push(lock ? label : `not ${label}`)
        if (lock) await work()
      })
    await request('first', () => request('second'))
    const failing = request('third', () => Promise.reject(new Error('mine')))
    await expect(failing).rejects.toThrow('mine')
    await request('fourth')
    expect(order).toEqual(['first', 'not second', 'third', 'fourth'])
  })
}
