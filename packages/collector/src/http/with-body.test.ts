import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type BodyBudget, createBodyBudget } from './create-body-budget.ts'
import { withBody } from './with-body.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

const createBudget = (limit: number): BodyBudget =>
  createBodyBudget({ limit, limitPerAddress: limit, now: () => 0 })
const boundsOf = (budget: BodyBudget, maxBytes = 100) => ({ maxBytes, budget, address: '192.0.2.1' })

const post = (body: BodyInit): Request => {
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
  return new Request('http://x/', init)
}
const postBytes = (bytes: number): Request => post(new Uint8Array(bytes))

const length = async (bytes: Uint8Array): Promise<number> => bytes.length

/** A body that arrives as the test sends it. */
function openBody() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  return {
    request: post(readable),
    /** Resolves when the bytes were read. Rejects when nobody reads any more. */
    send: (bytes: number) => writer.write(new Uint8Array(bytes)),
    close: () => writer.close(),
  }
}

test('hands over the whole body, also an empty or absent one', async () => {
  const bounds = boundsOf(createBudget(100))
  expect(await withBody(postBytes(100), bounds, length)).toBe(100)
  expect(await withBody(postBytes(0), bounds, length)).toBe(0)
  expect(await withBody(new Request('http://x/', { method: 'POST' }), bounds, length)).toBe(0)
})

/** A body of chunks that each hold `size` bytes. */
const chunked = (count: number, size: number): Request =>
  post(
    new ReadableStream<Uint8Array>({
      start: controller => {
        for (let i = 0; i < count; i++) controller.enqueue(new Uint8Array(size).fill(i % 256))
        controller.close()
      },
    }),
  )

test('a body of many small chunks is handed over in order', async () => {
  const bounds = boundsOf(createBudget(1_000_000), 1_000_000)
  const read = await withBody(chunked(5_000, 64), bounds, async all =>
    [...all].filter((_, i) => i % 64 === 0),
  )
  expect(read).toEqual(Array.from({ length: 5_000 }, (_, i) => i % 256))
  expect(await withBody(chunked(1_000, 1), bounds, length)).toBe(1_000)
})

test('a body of very many tiny chunks is refused, and its connection is closed', async () => {
  const bounds = boundsOf(createBudget(1_000_000), 1_000_000)
  await expect(withBody(chunked(1_001, 1), bounds, length)).rejects.toMatchObject({
    status: 400,
    code: 'fragmented',
    headers: { connection: 'close' },
  })
})

test('the bytes count until their use has finished, and come back whatever happens', async () => {
  const budget = createBudget(1_000)
  const bounds = boundsOf(budget)
  await withBody(postBytes(80), bounds, async () => expect(budget.heldBytes()).toBe(80))
  expect(budget.heldBytes()).toBe(0)
  await expect(withBody(postBytes(80), bounds, () => Promise.reject(new Error('in use')))).rejects.toThrow(
    'in use',
  )
  await expect(withBody(postBytes(101), bounds, length)).rejects.toMatchObject({ status: 413 })
  const broken = new ReadableStream({ start: controller => controller.error(new Error('gone')) })
  await expect(withBody(post(broken), bounds, length)).rejects.toMatchObject({ status: 400 })
  expect(budget.heldBytes()).toBe(0)
})

test('an unfinished body gives way to others with 503', async () => {
  const bounds = boundsOf(createBudget(150))
  const unfinished = openBody()
  const refused = withBody(unfinished.request, bounds, length).catch((error: unknown) => error)
  await unfinished.send(90)
  expect(await withBody(postBytes(80), bounds, length)).toBe(80)
  expect(await refused).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
})

test('stops reading at the limit', async () => {
  let pulled = 0
  const body = new ReadableStream<Uint8Array>({
    pull: controller => {
      pulled += 10
      controller.enqueue(new Uint8Array(10))
    },
  })
  const read = withBody(post(body), boundsOf(createBudget(1_000)), length)
  await expect(read).rejects.toMatchObject({ status: 413 })
  expect(pulled).toBeLessThan(150)
})

test.each([
  ['that stops', 0],
  ['slower than 16 kB/s', 79_000],
])('a body %s ends with 408, after a grace period of 5 s', async (_, bytesPerWindow) => {
  const bounds = boundsOf(createBudget(10_000_000), 10_000_000)
  const slow = openBody()
  const refused = withBody(slow.request, bounds, length).catch((error: unknown) => error)
  await slow.send(100_000)
  vi.advanceTimersByTime(5_000)
  await slow.send(bytesPerWindow)
  vi.advanceTimersByTime(4_999)
  expect(bounds.budget.heldBytes()).toBe(100_000 + bytesPerWindow)
  vi.advanceTimersByTime(1)
  expect(await refused).toMatchObject({ status: 408, headers: { 'retry-after': '5' } })
  expect(bounds.budget.heldBytes()).toBe(0)
})

test('a body of 16 kB/s is read to its end', async () => {
  const bounds = boundsOf(createBudget(10_000_000), 10_000_000)
  const steady = openBody()
  const read = withBody(steady.request, bounds, length)
  for (let window = 0; window < 20; window++) {
    await steady.send(80_000)
    vi.advanceTimersByTime(5_000)
  }
  await steady.close()
  expect(await read).toBe(1_600_000)
  expect(vi.getTimerCount()).toBe(0)
})
