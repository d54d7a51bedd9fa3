import { describe, expect, test } from 'vitest'
import type { CallContext } from '../core/model/model.ts'
import { deferred } from '../testing/deferred.ts'
import { openTestClient } from '../testing/open-test-client.ts'
import { settle } from '../testing/settle.ts'

/** Law 1: `predict` settles exactly as the serving model does. */

const never = () => new Promise<never>(() => {})
const candidates: [string, (input: unknown, context: CallContext) => Promise<unknown>][] = [
  ['answers', async () => 'candidate'],
  ['hangs', never],
  [
    'throws synchronously',
    () => {
      throw new Error('sync')
    },
  ],
  ['rejects', () => Promise.reject(new Error('async'))],
  ['rejects with nothing', () => Promise.reject()],
  [
    'returns a getter that throws',
    async () => ({
      get x() {
        throw new Error('getter')
      },
    }),
  ],
  [
    'returns itself in a circle',
    async () => {
      const circle: Record<string, unknown> = {}
      circle['self'] = circle
      return circle
    },
  ],
  [
    'changes its input',
    async input => {
      Object.assign(input as object, { changed: true })
      return 'candidate'
    },
  ],
  ['is no promise', (() => 'bare') as never],
  [
    'notes rubbish',
    async (_, { note }) => {
      note(null as never)
      note({ httpStatus: 'x' } as never)
      return 'candidate'
    },
  ],
]

describe.each(candidates)('a candidate that %s', (_, predict) => {
  test('leaves value and input alone, and ends once', async () => {
    const answer = { probability: 0.13 }
    const input = { a: 1 }
    const { client, platform, outbox } = openTestClient({
      live: { predict: async () => answer },
      candidate: { predict },
    })
    expect(await client.predict(input)).toBe(answer)
    await platform.advance(60_000)
    expect(input).toEqual({ a: 1 })
    expect(answer).toEqual({ probability: 0.13 })
    expect(outbox.calls.filter(call => call === 'add' || call.startsWith('drop'))).toHaveLength(1)
    expect(client.status()).toMatchObject({ sampled: 1, running: 0 })
  })

  test('leaves the error alone', async () => {
    const error = { not: 'even an Error' }
    const { client, platform } = openTestClient({
      live: { predict: () => Promise.reject(error) },
      candidate: { predict },
    })
    await expect(client.predict({ a: 1 })).rejects.toBe(error)
    await platform.advance(60_000)
    expect(client.status()).toMatchObject({ sampled: 1, running: 0 })
  })
})

test('the serving call is made before predict returns, and before anything else is done', () => {
  const order: string[] = []
  const { client, platform } = openTestClient({
    live: {
      predict: async () => {
        order.push('live')
      },
    },
  })
  platform.random = () => {
    order.push('draw')
    return 0
  }
  void client.predict({
    get x() {
      order.push('copy')
      return 1
    },
  })
  expect(order).toEqual(['live', 'draw', 'copy'])
})

test('a synchronous throw becomes the same rejection', async () => {
  const error = new RangeError('mine')
  const { client } = openTestClient({
    live: {
      predict: () => {
        throw error
      },
    },
  })
  const promise = client.predict(1)
  await expect(promise).rejects.toBe(error)
})

test('what is not sampled gets the model’s own promise, and nothing is counted or copied', async () => {
  const promise = Promise.resolve('live')
  const { client, platform, outbox } = openTestClient({
    live: { predict: () => promise },
    plan: { shadowRate: 0.25 },
  })
  platform.draws.push(0.9)
  await client.predict(1)
  await platform.advance(10_000)
  outbox.calls.length = 0
  let copied = false
  const input = {
    get x() {
      copied = true
      return 1
    },
  }
  platform.draws.push(0.9)
  expect(client.predict(input)).toBe(promise)
  await platform.advance(10_000)
  expect(copied).toBe(false)
  expect(outbox.calls).toEqual([])
})

test('the draw takes just the share that the plan asks for', async () => {
  const { client, platform } = openTestClient({ plan: { shadowRate: 0.25 } })
  for (const draw of [0, 0.2499, 0.25, 0.9]) {
    platform.draws.push(draw)
    await client.predict(1)
  }
  expect(client.status().sampled).toBe(2)
})

test('the pair holds what was asked and answered, whatever the app does with it afterwards', async () => {
  const { client, platform, outbox } = openTestClient({
    live: { predict: async () => ({ score: 1 }) },
    candidate: {
      predict: async input => {
        ;(input as { a: number }).a = 99
        return { score: 2 }
      },
    },
  })
  const input = { a: 1 }
  const promise = client.predict(input, { tags: { market: 'tw' }, subject: 's', reference: '' })
  input.a = 2
  const output = (await promise) as { score: number }
  output.score = 3
  await platform.advance(1_000)
  expect(outbox.pairs).toMatchObject([
    {
      experiment: 'credit-risk',
      capturedAt: '2026-11-02T00:00:00.000Z',
      subject: 's',
      input: { a: 1 },
      live: { version: '1', status: 'ok', output: { score: 1 } },
      candidate: { version: '2', status: 'ok', output: { score: 2 } },
      served: 'live',
      sampling: { variant: null, rate: 1, weight: 1 },
      context: { page: '/apply', tags: { market: 'tw' } },
    },
  ])
  expect(outbox.pairs[0]).not.toHaveProperty('reference')
})

test('the candidate starts only after the live answer', async () => {
  const gate = deferred<string>()
  let isCalled = false
  const { client, platform } = openTestClient({
    live: { predict: () => gate.promise },
    candidate: {
      predict: async () => {
        isCalled = true
      },
    },
  })
  const promise = client.predict(1)
  await platform.advance(5_000)
  expect(isCalled).toBe(false)
  gate.resolve('live')
  await promise
  expect(isCalled).toBe(false)
  await platform.advance(100)
  expect(isCalled).toBe(true)
})

test('the app’s abort is the serving call’s alone: the pair is still made', async () => {
  const controller = new AbortController()
  const reason = new Error('gone')
  let shadowSignal: AbortSignal | undefined
  const { client, platform, outbox } = openTestClient({
    live: {
      predict: (_, { signal }) =>
        new Promise((_resolve, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason as Error)),
        ),
    },
    candidate: {
      predict: async (_, { signal }) => {
        shadowSignal = signal
        return 'candidate'
      },
    },
  })
  const promise = client.predict(1, { signal: controller.signal })
  controller.abort(reason)
  await expect(promise).rejects.toBe(reason)
  await platform.advance(1_000)
  expect(shadowSignal?.aborted).toBe(false)
  expect(outbox.pairs).toMatchObject([{ live: { status: 'aborted' }, candidate: { status: 'ok' } }])
})

test('a rejection that nobody handles is still reported', async () => {
  const seen: unknown[] = []
  const listener = (error: unknown) => seen.push(error)
  process.on('unhandledRejection', listener)
  const error = new Error('nobody looks')
  const { client, platform } = openTestClient({ live: { predict: () => Promise.reject(error) } })
  void client.predict(1)
  await platform.advance(1_000)
  void client.predict(1)
  await platform.advance(1_000)
  await settle()
  process.off('unhandledRejection', listener)
  expect(seen).toEqual([error, error])
})

test('a broken surrounding does not reach the caller', async () => {
  const { client, platform, events } = openTestClient()
  platform.page = () => {
    throw new Error('no page')
  }
  expect(await client.predict(1)).toBe('live')
  await platform.advance(1_000)
  expect(events.filter(event => event.type === 'problem')).toHaveLength(1)
  expect(client.status()).toMatchObject({ sampled: 0, running: 0 })
})

test('tags that cannot be read leave nothing running', async () => {
  const { client, platform, events } = openTestClient()
  const tags = {
    get market(): string {
      throw new Error('no market')
    },
  }
  expect(await client.predict(1, { tags })).toBe('live')
  await platform.advance(1_000)
  expect(events.filter(event => event.type === 'problem')).toHaveLength(1)
  expect(client.status()).toMatchObject({ sampled: 0, running: 0 })
})

test.each(['live', 'candidate'] as const)('options that are null are none: %s serves', async serve => {
  const { client, platform } = openTestClient({ plan: { serve } })
  // @ts-expect-error -- JavaScript lets it through
  const promise = client.predict(1, null)
  await platform.advance(1_000)
  expect(await promise).toBe(serve)
  expect(client.status()).toMatchObject({ sampled: 1, queued: 1 })
})

test('no listener runs while predict does, whatever happens there', async () => {
  const { client, platform } = openTestClient()
  let isPredicting = false
  const during: string[] = []
  client.subscribe(event => {
    if (isPredicting) during.push(event.type)
  })
  await client.predict(1)
  await platform.advance(1_000)
  isPredicting = true
  const promise = client.predict(() => {})
  isPredicting = false
  await promise
  await platform.advance(1_000)
  expect(during).toEqual([])
  expect(client.status().dropped).toEqual({ unclonable: 1 })
})
