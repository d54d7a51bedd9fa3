import { PairSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { InvalidOptionError } from '../core/errors/invalid-option-error.ts'
import type { CallContext } from '../core/model/model.ts'
import { createTestPlatform } from '../testing/create-test-platform.ts'
import { makeReading } from '../testing/make-reading.ts'
import { openTestClient } from '../testing/open-test-client.ts'

/** Law 5: every refusal is a drop with its own reason, and live is untouched by it. */

test.each([
  ['hidden', 'whenHidden', { isHidden: () => true }],
  ['slow-connection', 'whenSlow', { isSlow: () => true }],
] as const)('%s: nothing starts, unless the plan allows it', async (reason, field, surroundings) => {
  for (const choice of ['skip', 'run'] as const) {
    let calls = 0
    const { client, platform, outbox } = openTestClient({
      platform: Object.assign(createTestPlatform(), surroundings),
      plan: { [field]: choice },
      candidate: { predict: async () => ++calls },
    })
    expect(await client.predict(1)).toBe('live')
    await platform.advance(5_000)
    expect([calls, outbox.drops, outbox.pairs.length]).toEqual(
      choice === 'skip' ? [0, [reason], 0] : [1, [], 1],
    )
  }
})

test('a page that is hidden while a run waits for its slot starts nothing', async () => {
  let isHidden = false
  const started: unknown[] = []
  const { client, platform, outbox } = openTestClient({
    platform: Object.assign(createTestPlatform(), { isHidden: () => isHidden }),
    plan: { maxInFlight: 1, timeoutMs: 500 },
    candidate: {
      predict: (input, { signal }) => {
        started.push(input)
        return new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason as Error)),
        )
      },
    },
  })
  await client.predict(1)
  await client.predict(2)
  await platform.advance(100)
  isHidden = true
  await platform.advance(1_000)
  expect(started).toEqual([1])
  expect(outbox.drops).toEqual(['hidden'])
  expect(outbox.pairs).toMatchObject([{ candidate: { status: 'timeout' } }])
})

test('beyond the requests or bytes of a minute the rest is dropped', async () => {
  for (const plan of [{ maxRequestsPerMinute: 2 }, { maxBytesPerMinute: 20 }]) {
    const { client, platform, outbox } = openTestClient({
      plan,
      candidate: {
        predict: async (_, { note }) => {
          note({ bytes: 10 })
          return 'candidate'
        },
      },
    })
    for (let n = 0; n < 4; n++) {
      await client.predict(n)
      await platform.advance(50)
    }
    expect(outbox.pairs).toHaveLength(2)
    expect(outbox.drops).toEqual(['budget', 'budget'])
    await platform.advance(60_000)
    await client.predict(5)
    await platform.advance(50)
    expect(outbox.pairs).toHaveLength(3)
  }
})

test('failures are delivered and open the breaker; then runs are dropped until one call succeeds', async () => {
  let isBroken = true
  let calls = 0
  const { client, platform, outbox, events } = openTestClient({
    plan: { breakAfterFailures: 2, breakForMs: 10_000 },
    candidate: {
      predict: async () => {
        calls += 1
        if (isBroken) throw new Error('broken')
        return 'candidate'
      },
    },
  })
  const ask = async () => {
    expect(await client.predict(1)).toBe('live')
    await platform.advance(100)
  }
  for (let n = 0; n < 4; n++) await ask()
  expect(calls).toBe(2)
  expect(outbox.pairs.map(pair => pair.candidate.status)).toEqual(['error', 'error'])
  expect(outbox.drops).toEqual(['breaker', 'breaker'])
  isBroken = false
  await platform.advance(10_000)
  await ask()
  await ask()
  expect(outbox.pairs).toHaveLength(4)
  expect(events.flatMap(event => (event.type === 'breaker' ? [[event.role, event.state]] : []))).toEqual([
    ['candidate', 'open'],
    ['candidate', 'half-open'],
    ['candidate', 'closed'],
  ])
})

test('a run that ends while it tries leaves the breaker to the next', async () => {
  let mood: 'throw' | 'hang' | 'answer' = 'throw'
  const { client, platform, outbox } = openTestClient({
    plan: { breakAfterFailures: 1, breakForMs: 1_000 },
    candidate: {
      predict: (_, { signal }) =>
        mood === 'answer'
          ? Promise.resolve('candidate')
          : new Promise((_resolve, reject) => {
              if (mood === 'throw') reject(new Error('broken'))
              signal?.addEventListener('abort', () => reject(signal.reason as Error))
            }),
    },
  })
  const ask = async () => {
    await client.predict(1)
    await platform.advance(100)
  }
  await ask()
  await platform.advance(1_000)
  mood = 'hang'
  await ask()
  platform.fire('freeze')
  platform.fire('restore')
  mood = 'answer'
  await ask()
  expect(outbox.drops).toEqual(['exit'])
  expect(outbox.pairs.map(pair => pair.candidate.status)).toEqual(['error', 'ok'])
})

const bounds = [
  { id: 'range', path: 'p', min: 0, max: 1 },
  { id: 'near', path: 'p', maxDifference: 0.5 },
]

test('violated bounds stand in the pair, are told and counted', async () => {
  const { client, platform, outbox, events } = openTestClient({
    plan: { bounds, breakAfterFailures: 1 },
    live: { predict: async () => ({ p: 0.25 }) },
    candidate: { predict: async () => ({ p: 1.25 }) },
  })
  for (let n = 0; n < 2; n++) {
    await client.predict(n)
    await platform.advance(100)
  }
  const violated = [
    { id: 'range', value: 1.25, limit: 1 },
    { id: 'near', value: 1, limit: 0.5 },
  ]
  // No failures by themselves: the breaker is closed.
  expect(outbox.pairs).toMatchObject([
    { candidate: { bounds: violated } },
    { candidate: { bounds: violated } },
  ])
  expect(v.is(PairSchema, outbox.pairs[0])).toBe(true)
  expect(outbox.pairs[0]?.live).not.toHaveProperty('bounds')
  expect(events).toContainEqual({ type: 'bounds', id: outbox.pairs[0]?.id, violations: violated })
  expect(client.status().violated).toEqual({ range: 2, near: 2 })
})

test('with breakOnBounds a violation is a failure', async () => {
  const { client, platform, outbox } = openTestClient({
    plan: { bounds, breakAfterFailures: 1, breakOnBounds: true },
    candidate: { predict: async () => ({ p: 2 }) },
  })
  for (let n = 0; n < 2; n++) {
    await client.predict(n)
    await platform.advance(100)
  }
  expect(outbox.pairs).toHaveLength(1)
  expect(outbox.drops).toEqual(['breaker'])
})

test('a bound shows no value that the record leaves out', async () => {
  const { client, platform, outbox } = openTestClient({
    plan: { bounds: [...bounds, { id: 'class', path: 'c', oneOf: ['x'] }] },
    options: { record: { output: output => ({ c: (output as { c: string }).c }) } },
    candidate: { predict: async () => ({ p: 2, c: 'y' }) },
  })
  await client.predict(1)
  await platform.advance(100)
  expect(outbox.pairs[0]?.candidate.bounds).toEqual([
    { id: 'range', value: null, limit: 1 },
    { id: 'class', value: 'y', limit: ['x'] },
  ])
})

test('a bound shows no value that redact took out', async () => {
  const { client, platform, outbox, events } = openTestClient({
    plan: { bounds: [...bounds, { id: 'class', path: 'c', oneOf: ['x'] }] },
    options: { redact: pair => ({ ...pair, candidate: { ...pair.candidate, output: { c: 'y' } } }) },
    candidate: { predict: async () => ({ p: 2, c: 'y' }) },
  })
  await client.predict(1)
  await platform.advance(100)
  const shown = [
    { id: 'range', value: null, limit: 1 },
    { id: 'class', value: 'y', limit: ['x'] },
  ]
  expect(outbox.pairs[0]?.candidate.bounds).toEqual(shown)
  expect(events).toContainEqual({ type: 'bounds', id: outbox.pairs[0]?.id, violations: shown })
})

test('a bound may have the name of what every object inherits', async () => {
  const { client, platform } = openTestClient({
    plan: { bounds: [{ id: 'constructor', path: '$', max: 1 }] },
  })
  await client.predict(1)
  await platform.advance(100)
  expect(client.status().violated).toEqual({ constructor: 1 })
})

test('bounds that make no sense are told with their field, and the rest of the plan holds', async () => {
  const wrong = [{ id: 'b', path: 'p', min: 'low' }]
  const { client, platform, outbox, events } = openTestClient({ plan: { bounds: wrong as never } })
  await client.predict(1)
  await platform.advance(100)
  expect(outbox.pairs).toHaveLength(1)
  const problems = events.flatMap(event => (event.type === 'problem' ? [event.error] : []))
  expect(problems).toEqual([expect.any(InvalidOptionError)])
  expect(problems[0]).toMatchObject({ field: 'plan.bounds.0.min' })
})

const noisy = (plan: object, live: (input: unknown, context: CallContext) => Promise<unknown>) =>
  openTestClient({ plan: { noiseRate: 1, ...plan }, live: { idempotent: true, predict: live } })

test('noise: live is asked twice with the same input, marked as a shadow call', async () => {
  const calls: unknown[] = []
  const { client, platform, outbox } = noisy({}, async (input, { shadow }) => {
    calls.push([structuredClone(input), shadow?.role, shadow?.repeat])
    Object.assign(input as object, { changed: shadow !== undefined })
    return { n: calls.length }
  })
  await client.predict({ a: 1 })
  await platform.advance(100)
  expect(calls).toEqual([
    [{ a: 1 }, undefined, undefined],
    [{ a: 1, changed: false }, 'live', true],
  ])
  expect(outbox.pairs).toMatchObject([
    { live: { output: { n: 1 } }, repeat: { version: '1', status: 'ok', output: { n: 2 } } },
  ])
  expect(v.is(PairSchema, outbox.pairs[0])).toBe(true)
})

test('noise has its own timeout, its own time to start, and a refusal of it costs no pair', async () => {
  const { client, platform, outbox } = openTestClient({
    plan: { noiseRate: 1, timeoutMs: 3_000, startWithinMs: 2_000, maxRequestsPerMinute: 3 },
    live: { idempotent: true },
    candidate: { predict: () => new Promise(() => {}) },
  })
  await client.predict(1)
  await platform.advance(4_000)
  await client.predict(2)
  await platform.advance(4_000)
  expect(outbox.pairs).toMatchObject([
    { candidate: { status: 'timeout' }, repeat: { status: 'ok' } },
    { candidate: { status: 'timeout' } },
  ])
  expect(outbox.pairs[1]).not.toHaveProperty('repeat')
  expect(outbox.drops).toEqual([])
})

test('a flag cannot ask for noise where live is not idempotent: told once, the rest holds', async () => {
  const reading = makeReading({ serve: 'live', shadowRate: 1, noiseRate: 1 })
  const { client, platform, outbox, events } = openTestClient({
    options: {
      flags: {
        watch: ({ onReading }) => {
          onReading(() => reading)
          onReading(() => structuredClone(reading))
          return { refresh: () => {}, stop: () => {} }
        },
      },
    },
  })
  await platform.advance(3_000)
  await client.predict(1)
  await platform.advance(100)
  expect(outbox.pairs).toHaveLength(1)
  expect(outbox.pairs[0]).not.toHaveProperty('repeat')
  expect(client.status().plan).toMatchObject({ shadowRate: 1, noiseRate: 0 })
  expect(events.filter(event => event.type === 'problem')).toMatchObject([
    { error: { field: 'plan.noiseRate' } },
  ])
  expect(events.filter(event => event.type === 'plan')).toHaveLength(1)
})
