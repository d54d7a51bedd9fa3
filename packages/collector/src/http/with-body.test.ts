import { expect, test } from 'vitest'
import { createByteBudget } from './create-byte-budget.ts'
import { HttpError } from './http-error.ts'
import { withBody } from './with-body.ts'

const post = (bytes: number): Request =>
  new Request('http://x/', { method: 'POST', body: new Uint8Array(bytes) })

const length = async (bytes: Uint8Array): Promise<number> => bytes.length

test('hands over the whole body, also an empty or absent one', async () => {
  const bounds = { maxBytes: 100, budget: createByteBudget(100) }
  expect(await withBody(post(100), bounds, length)).toBe(100)
  expect(await withBody(post(0), bounds, length)).toBe(0)
  expect(await withBody(new Request('http://x/', { method: 'POST' }), bounds, length)).toBe(0)
})

test('the bodies of all requests share one budget, and give it back whatever happens', async () => {
  const bounds = { maxBytes: 100, budget: createByteBudget(100) }
  const inner = await withBody(post(80), bounds, async () => {
    const refused = withBody(post(30), bounds, async () => 'read')
    await expect(refused).rejects.toThrow(HttpError)
    await expect(refused).rejects.toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
    return 'done'
  })
  expect(inner).toBe('done')
  await expect(withBody(post(80), bounds, () => Promise.reject(new Error('in use')))).rejects.toThrow(
    'in use',
  )
  await expect(withBody(post(101), bounds, async () => 'read')).rejects.toMatchObject({ status: 413 })
  expect(await withBody(post(100), bounds, async () => 'read')).toBe('read')
})

test('stops reading at the limit', async () => {
  let pulled = 0
  const body = new ReadableStream<Uint8Array>({
    pull: controller => {
      pulled += 10
      controller.enqueue(new Uint8Array(10))
    },
  })
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
  const bounds = { maxBytes: 100, budget: createByteBudget(1_000) }
  const read = withBody(new Request('http://x/', init), bounds, async () => 'read')
  await expect(read).rejects.toMatchObject({ status: 413 })
  expect(pulled).toBeLessThan(150)
})
