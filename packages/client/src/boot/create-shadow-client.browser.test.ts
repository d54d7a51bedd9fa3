import { expect, onTestFinished, test, vi } from 'vitest'
import type { CallContext } from '../core/model/model.ts'
import type { ShadowEvent } from '../core/status/status.ts'
import { createShadowClient } from './create-shadow-client.ts'

/** Law 1 in a real browser, with the real platform and nothing put in its place. */

const never = () => new Promise<never>(() => {})
const untilAborted = (_: unknown, { signal }: CallContext) =>
  new Promise<never>((_resolve, reject) =>
    signal?.addEventListener('abort', () => reject(signal.reason as Error)),
  )

const open = (
  predict: (input: unknown, context: CallContext) => Promise<unknown>,
  live: () => Promise<unknown>,
) => {
  const client = createShadowClient<unknown, unknown>({
    experiment: crypto.randomUUID(),
    live: { version: '1', predict: live, origin: null },
    candidate: { version: '2', predict, origin: 'https://candidate.example' },
    collector: { url: `${location.origin}/nowhere`, key: 'k' },
    plan: { serve: 'live', shadowRate: 1, timeoutMs: 100 },
    storage: 'memory',
  })
  onTestFinished(() => client.close())
  const events: ShadowEvent[] = []
  client.subscribe(event => events.push(event))
  const ended = () => events.filter(event => event.type === 'pair' || event.type === 'dropped')
  return { client, ended }
}

test.each<[string, (input: unknown, context: CallContext) => Promise<unknown>, object]>([
  ['answers', async () => ({ score: 2 }), { candidate: { status: 'ok', output: { score: 2 } } }],
  ['hangs until it is aborted', untilAborted, { candidate: { status: 'timeout' } }],
  ['hangs for ever', never, { candidate: { status: 'timeout' } }],
  [
    'throws',
    () => {
      throw new RangeError('sync')
    },
    { candidate: { status: 'error', error: { name: 'RangeError', message: 'sync' } } },
  ],
  ['rejects', () => Promise.reject(new TypeError('async')), { candidate: { status: 'error' } }],
])('a candidate that %s changes nothing, and its pair is complete', async (_, predict, expected) => {
  const answer = { score: 1 }
  const { client, ended } = open(predict, async () => answer)
  expect(await client.predict({ a: 1 })).toBe(answer)
  await vi.waitFor(() => expect(ended()).toHaveLength(1))
  expect(ended()[0]).toMatchObject({
    type: 'pair',
    pair: { live: { status: 'ok', output: { score: 1 } }, ...expected },
  })
  expect(client.status()).toMatchObject({ sampled: 1, running: 0 })
})

test.each<[string, () => unknown]>([
  [
    'a circle',
    () => {
      const circle: Record<string, unknown> = {}
      circle['self'] = circle
      return circle
    },
  ],
  [
    'a getter that throws',
    () => ({
      get x() {
        throw new Error('getter')
      },
    }),
  ],
  ['a proxy', () => new Proxy({}, {})],
  ['a node of the page', () => document.body],
])('%s, as input or output, never reaches the caller', async (_, make) => {
  const odd = make()
  const { client } = open(
    async () => odd,
    async () => odd,
  )
  expect(await client.predict(odd)).toBe(odd)
  await vi.waitFor(() => expect(client.status()).toMatchObject({ sampled: 1, running: 0 }))
})

test('a hanging candidate holds two places and never a live call', async () => {
  let inFlight = 0
  let most = 0
  const { client } = open(
    async (input, context) => {
      inFlight += 1
      most = Math.max(most, inFlight)
      return untilAborted(input, context).finally(() => inFlight--)
    },
    async () => 'live',
  )
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => client.predict(n)))
  expect(answers).toEqual(Array.from({ length: 20 }, () => 'live'))
  await vi.waitFor(() => expect(client.status()).toMatchObject({ sampled: 20, running: 0 }))
  expect(most).toBe(2)
})
