import { expect, onTestFinished, test } from 'vitest'
import { browserPlatform } from '../../core/platform/browser-platform.ts'
import { createSlots } from './create-slots.ts'

/** A page of this origin with locks of its own, as another tab has. */
const openFrame = () => {
  const frame = document.createElement('iframe')
  document.body.append(frame)
  onTestFinished(() => frame.remove())
  const locks = frame.contentWindow?.navigator.locks
  if (!locks) throw new Error('No locks in the frame')
  return { frame, slots: createSlots({ ...browserPlatform(), locks }) }
}

const signal = new AbortController().signal

const isPending = async (promise: Promise<unknown>) =>
  (await Promise.race([promise, new Promise(resolve => setTimeout(resolve, 100, 'pending'))])) === 'pending'

test('two pages share an origin’s places; one that is closed gives its own back', async () => {
  const origin = `https://${crypto.randomUUID()}.example`
  const [a, b] = [openFrame(), openFrame()]
  const first = await a.slots.acquire(origin, 2, 10_000, signal)
  const second = await b.slots.acquire(origin, 2, 10_000, signal)
  expect(first && second).toBeTypeOf('function')
  const held = await navigator.locks.query()
  const names = held.held?.map(lock => lock.name).filter(name => name?.includes(origin))
  expect(names?.toSorted()).toEqual([`shadow-mode/v1/${origin}/0`, `shadow-mode/v1/${origin}/1`])

  const third = b.slots.acquire(origin, 2, 10_000, signal)
  expect(await isPending(third)).toBe(true)
  a.frame.remove()
  expect(await third).toBeTypeOf('function')
  const fourth = b.slots.acquire(origin, 2, 10_000, signal)
  expect(await isPending(fourth)).toBe(true)
  second?.()
  expect(await fourth).toBeTypeOf('function')
})

test('waiting for another page’s place ends with the time, and leaves no request behind', async () => {
  const origin = `https://${crypto.randomUUID()}.example`
  const [a, b] = [openFrame(), openFrame()]
  await a.slots.acquire(origin, 1, 10_000, signal)
  expect(await b.slots.acquire(origin, 1, 100, signal)).toBeUndefined()
  const { pending } = await navigator.locks.query()
  expect(pending?.filter(lock => lock.name?.includes(origin))).toEqual([])
})
