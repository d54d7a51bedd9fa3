import { expect, test } from 'vitest'
import type { Platform } from '../../core/platform/platform.ts'
import { settle } from '../../testing/settle.ts'
import { createSlots } from './create-slots.ts'

const setTimer = (run: () => void, delayMs: number) => {
  const id = setTimeout(run, delayMs)
  return () => clearTimeout(id)
}
const LONG_MS = 60_000
const signal = new AbortController().signal
/** A tab: Node has Web Locks of its own, shared by all of them. */
const openTab = (locks?: LockManager) =>
  createSlots({ setTimer, monotonic: () => performance.now(), locks } satisfies Pick<
    Platform,
    'setTimer' | 'locks' | 'monotonic'
  >)

const isPending = async (promise: Promise<unknown>) => {
  await settle()
  await settle()
  const marker = {}
  return (await Promise.race([promise, Promise.resolve(marker)])) === marker
}

test.each([undefined, navigator.locks])('one tab keeps its limit and its order (locks: %s)', async locks => {
  const tab = openTab(locks)
  const origin = `https://one.example/${locks ? 'locks' : 'none'}`
  const take = () => tab.acquire(origin, 2, LONG_MS, signal)
  const [first, second] = await Promise.all([take(), take()])
  const third = take()
  const fourth = take()
  expect(await isPending(third)).toBe(true)
  second?.()
  second?.()
  const release = await third
  expect(await isPending(fourth)).toBe(true)
  release?.()
  first?.()
  ;(await fourth)?.()
})

test('two tabs share the places of an origin, and not those of another', async () => {
  const [a, b] = [openTab(navigator.locks), openTab(navigator.locks)]
  const origin = 'https://shared.example'
  const first = await a.acquire(origin, 2, LONG_MS, signal)
  const second = await b.acquire(origin, 2, LONG_MS, signal)
  const third = a.acquire(origin, 2, LONG_MS, signal)
  expect(await isPending(third)).toBe(true)
  const other = await b.acquire('https://other.example', 2, LONG_MS, signal)
  other?.()
  // Whichever comes free first is taken.
  second?.()
  ;(await third)?.()
  first?.()
  const again = await Promise.all([1, 2].map(() => b.acquire(origin, 2, LONG_MS, signal)))
  expect(again.every(Boolean)).toBe(true)
  for (const release of again) release?.()
})

test('an unknown origin is shared as well, a model on the device is not', async () => {
  const [a, b] = [openTab(navigator.locks), openTab(navigator.locks)]
  const first = await a.acquire(undefined, 1, LONG_MS, signal)
  const second = b.acquire(undefined, 1, LONG_MS, signal)
  expect(await isPending(second)).toBe(true)
  first?.()
  ;(await second)?.()
  const [own, theirs] = [await a.acquire(null, 1, LONG_MS, signal), await b.acquire(null, 1, LONG_MS, signal)]
  expect(own && theirs).toBeTruthy()
  expect(await isPending(a.acquire(null, 1, 50, signal))).toBe(true)
})

test.each([undefined, navigator.locks])(
  'waiting ends with the time or the signal, and leaves nothing behind',
  async locks => {
    const [holder, tab] = locks ? [openTab(locks), openTab(locks)] : [openTab(), undefined]
    const waiter = tab ?? holder
    const origin = `https://wait.example/${locks ? 'locks' : 'none'}`
    const held = await holder.acquire(origin, 1, LONG_MS, signal)
    const controller = new AbortController()
    const aborted = waiter.acquire(origin, 1, LONG_MS, controller.signal)
    expect(await waiter.acquire(origin, 1, 5, signal)).toBeUndefined()
    controller.abort()
    expect(await aborted).toBeUndefined()
    expect(await waiter.acquire(origin, 1, LONG_MS, controller.signal)).toBeUndefined()
    held?.()
    const next = await waiter.acquire(origin, 1, LONG_MS, signal)
    expect(next).toBeTypeOf('function')
    next?.()
  },
)

test('a freezing tab gives its locks to the others', async () => {
  const [a, b] = [openTab(navigator.locks), openTab(navigator.locks)]
  const origin = 'https://frozen.example'
  const held = await a.acquire(origin, 1, LONG_MS, signal)
  const waiting = b.acquire(origin, 1, LONG_MS, signal)
  expect(await isPending(waiting)).toBe(true)
  a.releaseLocks()
  const release = await waiting
  expect(release).toBeTypeOf('function')
  release?.()
  held?.()
})

test.each<[string, () => Promise<unknown>]>([
  ['are refused', () => Promise.reject(new DOMException('opaque', 'SecurityError'))],
  ['never answer', () => new Promise(() => undefined)],
])('where locks %s, the tab’s own count holds', async (_, request) => {
  const tab = openTab({ request } as unknown as LockManager)
  const release = await tab.acquire('https://opaque.example', 1, LONG_MS, signal)
  expect(release).toBeTypeOf('function')
  expect(await tab.acquire('https://opaque.example', 1, 5, signal)).toBeUndefined()
  release?.()
  // A call that gave up before the locks were known to be out of order takes no place.
  const impatient = new AbortController()
  const given = tab.acquire('https://opaque.example', 1, LONG_MS, impatient.signal)
  impatient.abort()
  expect(await given).toBeUndefined()
  const next = await tab.acquire('https://opaque.example', 1, LONG_MS, signal)
  expect(next).toBeTypeOf('function')
  next?.()
})
