import { expect, test } from 'vitest'
import { deferred } from '../testing/deferred.ts'
import { makeReading } from '../testing/make-reading.ts'
import { openFlagged } from '../testing/open-flagged.ts'
import { openTestClient } from '../testing/open-test-client.ts'

const never = () => new Promise<never>(() => {})
const plan = { serve: 'candidate', timeoutMs: 1_000 } as const

test('the candidate answers, and the live model runs behind it', async () => {
  const roles: unknown[] = []
  const { client, platform, outbox } = openTestClient({
    plan,
    live: {
      predict: async (_, { shadow }) => {
        roles.push(shadow?.role)
        return 'live'
      },
    },
  })
  expect(await client.predict(1)).toBe('candidate')
  expect(roles).toEqual([])
  await platform.advance(100)
  expect(roles).toEqual(['live'])
  expect(outbox.pairs).toMatchObject([
    { served: 'candidate', live: { output: 'live' }, candidate: { output: 'candidate' } },
  ])
})

test.each([
  ['rejects', () => Promise.reject(new Error('broken')), { status: 'error', error: { message: 'broken' } }],
  [
    'throws',
    () => {
      throw new Error('broken')
    },
    { status: 'error', error: { message: 'broken' } },
  ],
  ['hangs', never, { status: 'timeout', durationMs: 1_000 }],
])('a candidate that %s is answered for by live in the same call', async (_, predict, side) => {
  let liveCalls = 0
  const { client, platform, outbox } = openTestClient({
    plan,
    candidate: { predict },
    live: {
      predict: async () => {
        liveCalls += 1
        return 'live'
      },
    },
  })
  const promise = client.predict(1)
  await platform.advance(1_100)
  expect(await promise).toBe('live')
  await platform.advance(1_000)
  expect(liveCalls).toBe(1)
  expect(outbox.pairs).toMatchObject([{ served: 'live', candidate: side, live: { status: 'ok' } }])
})

test.each([
  ['the very first call', 0],
  ['a later call', 3_000],
])('an answer out of bounds is answered for by live: %s', async (_, pauseMs) => {
  const { client, platform, outbox } = openTestClient({
    plan: { ...plan, bounds: [{ id: 'range', path: '$', max: 1 }] },
    candidate: { predict: async input => (input === 'odd' ? 7 : 0.5) },
  })
  await platform.advance(pauseMs)
  expect(await client.predict('odd')).toBe('live')
  expect(await client.predict('usual')).toBe(0.5)
  await platform.advance(1_000)
  expect(outbox.pairs).toMatchObject([
    { served: 'live', candidate: { output: 7, bounds: [{ id: 'range', value: 7, limit: 1 }] } },
    { served: 'candidate' },
  ])
})

test('where the code that checks bounds does not load, live answers', async () => {
  const { client } = openTestClient({
    plan: { ...plan, bounds: [{ id: 'range', path: '$', max: 1 }] },
    candidate: { predict: async () => 0.5 },
    beforeBackground: () => Promise.reject(new TypeError('chunk')),
  })
  expect(await client.predict(1)).toBe('live')
})

test.each<[string, () => Promise<void>, 'exit' | undefined]>([
  ['hangs', () => new Promise(() => {}), undefined],
  ['waits for the page to come back', () => Promise.resolve(), 'exit'],
])('where the code that checks bounds %s, live answers when the time is over', async (_, load, event) => {
  const { client, platform } = openTestClient({
    plan: { ...plan, bounds: [{ id: 'range', path: '$', max: 1 }], timeoutMs: 500 },
    candidate: { predict: async () => 0.5 },
    beforeBackground: load,
  })
  if (event) platform.fire(event)
  const answers: unknown[] = []
  void client.predict(1).then(answer => answers.push(answer))
  await platform.advance(499)
  expect(answers).toEqual([])
  await platform.advance(2)
  expect(answers).toEqual(['live'])
})

test('the fallback holds without sampling too, and its error is the live model’s own', async () => {
  const error = new Error('live too')
  const { client } = openTestClient({
    plan: { ...plan, shadowRate: 0 },
    candidate: { predict: () => Promise.reject(new Error('candidate')) },
    live: { predict: () => Promise.reject(error) },
  })
  await expect(client.predict(1)).rejects.toBe(error)
})

test('a timeout aborts the candidate’s call', async () => {
  let signal: AbortSignal | undefined
  const { client, platform } = openTestClient({
    plan,
    candidate: {
      predict: (_, context) => {
        signal = context.signal
        return never()
      },
    },
  })
  void client.predict(1)
  await platform.advance(999)
  expect(signal?.aborted).toBe(false)
  await platform.advance(2)
  expect(signal?.reason).toMatchObject({ name: 'TimeoutError' })
})

test.each([0, 1])(
  'the app’s abort is not a failure: live is not asked in its place (rate %d)',
  async shadowRate => {
    const reason = new Error('gone')
    const controller = new AbortController()
    let liveServed = 0
    const { client, platform, outbox } = openTestClient({
      plan: { ...plan, shadowRate },
      candidate: {
        predict: (_, { signal }) =>
          new Promise((_resolve, reject) =>
            signal?.addEventListener('abort', () => reject(signal.reason as Error)),
          ),
      },
      live: {
        predict: async (_, { shadow }) => {
          if (!shadow) liveServed += 1
          return 'live'
        },
      },
    })
    const promise = client.predict(1, { signal: controller.signal })
    controller.abort(reason)
    await expect(promise).rejects.toBe(reason)
    await platform.advance(1_000)
    expect(liveServed).toBe(0)
    expect(outbox.pairs.map(pair => pair.candidate.status)).toEqual(shadowRate ? ['aborted'] : [])
  },
)

test('switching off while the candidate serves neither aborts the call nor changes who answers it', async () => {
  const gate = deferred<string>()
  let signal: AbortSignal | undefined
  const opened = openFlagged({
    candidate: {
      predict: (_, context) => {
        signal ??= context.signal
        return gate.promise
      },
    },
  })
  await opened.platform.advance(3_000)
  opened.set(makeReading({ serve: 'candidate', shadowRate: 1 }))
  const promise = opened.client.predict(1)
  opened.set(makeReading({ serve: 'live', shadowRate: 0 }, { variant: null, reason: 'DISABLED' }))
  expect(signal?.aborted).toBe(false)
  expect(opened.client.status()).toMatchObject({ running: 0, dropped: { off: 1 } })
  gate.resolve('candidate')
  expect(await promise).toBe('candidate')
  expect(await opened.client.predict(2)).toBe('live')
})

const badBounds: unknown[] = [
  { id: 'range', path: '$', min: 0, max: 1 },
  { path: '$', maxDifference: 0.5 },
]

test('a bound that makes no sense: the candidate does not serve with fewer guards than were written', async () => {
  const { client, platform, outbox, events } = openTestClient({
    plan: { ...plan, bounds: badBounds as never },
    candidate: { predict: async input => input },
  })
  expect(await client.predict(0.5)).toBe('live')
  await platform.advance(1_000)
  expect(await client.predict(0.5)).toBe('live')
  await platform.advance(1_000)
  expect(client.status().plan).toMatchObject({ serve: 'live', bounds: [{ id: 'range' }] })
  expect(events.filter(({ type }) => type === 'problem')).toMatchObject([
    { error: { field: 'plan.bounds.1.id' } },
  ])
  // What makes sense is judged all the same.
  expect(await client.predict(7)).toBe('live')
  await platform.advance(1_000)
  expect(outbox.pairs.at(-1)?.candidate.bounds).toEqual([{ id: 'range', value: 7, limit: 1 }])
})

test('from a flag that is an outage: nobody’s model changes, and an order to stop is still obeyed', async () => {
  const { client, platform, set, events } = openFlagged({ candidate: { predict: async () => 0.5 } })
  await platform.advance(3_000)
  set(makeReading({ serve: 'candidate', shadowRate: 1 }))
  expect(await client.predict(1)).toBe(0.5)
  set(makeReading({ serve: 'candidate', shadowRate: 0.5, bounds: badBounds as never }))
  expect(await client.predict(1)).toBe(0.5)
  expect(client.status().plan).toMatchObject({ serve: 'candidate', shadowRate: 1, bounds: [] })
  await platform.advance(100)
  expect(events.filter(({ type }) => type === 'problem')).toMatchObject([
    { error: { field: 'plan.bounds.1.id' } },
    { error: { outage: 'invalid' } },
  ])
  set(makeReading({ serve: 'live', shadowRate: 0, bounds: badBounds as never }))
  expect(client.status().plan).toMatchObject({ serve: 'live', shadowRate: 0 })
})

test('each fallback is told and counted, sampled or not, and never on the live path', async () => {
  const { client, platform, events } = openTestClient({
    plan: { ...plan, shadowRate: 0, bounds: [{ id: 'range', path: '$', max: 1 }] },
    candidate: {
      predict: input => (input === 'error' ? Promise.reject(new Error('broken')) : Promise.resolve(7)),
    },
  })
  expect(await client.predict('error')).toBe('live')
  expect(await client.predict('bounds')).toBe('live')
  expect(events.filter(({ type }) => type === 'fallback')).toEqual([])
  await platform.advance(1)
  expect(events.filter(({ type }) => type === 'fallback')).toEqual([
    { type: 'fallback', reason: 'error' },
    { type: 'fallback', reason: 'bounds' },
  ])
  expect(client.status().fallbacks).toEqual({ error: 1, bounds: 1 })
})
