import { type Pair, PairSchema } from '@shadow-mode/protocol'
import {
  anyValue,
  exactValue,
  expectedForm,
  HIDDEN,
} from '@shadow-mode/test-support/values/arbitrary-values.ts'
import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, onTestFinished, test, vi } from 'vitest'
import { httpModel } from '../core/model/http-model.ts'
import type { Model } from '../core/model/model.ts'
import type { ShadowEvent } from '../core/status/status.ts'
import { createShadowClient } from './create-shadow-client.ts'

/** Law 7 in a real browser, with its own classes of values and frames. */

function open(live: Model<unknown, unknown>) {
  const got: unknown[] = []
  const client = createShadowClient<unknown, unknown>({
    experiment: crypto.randomUUID(),
    live,
    candidate: {
      version: '2',
      origin: null,
      predict: async input => {
        got.push(input)
        return { score: 1 }
      },
    },
    collector: { url: `${location.origin}/nowhere`, key: 'k' },
    // A busy machine may start and end a shadow run late: none is to be dropped for that.
    plan: { serve: 'live', shadowRate: 1, startWithinMs: 600_000, timeoutMs: 600_000 },
    storage: 'memory',
  })
  onTestFinished(() => client.close())
  const events: ShadowEvent[] = []
  client.subscribe(event => events.push(event))
  return {
    got,
    /** Resolves with the pair, or with the reason of the drop and the errors that were told. */
    ask: async (input: unknown): Promise<{ pair?: Pair; reason?: string; problems: Error[] }> => {
      got.length = events.length = 0
      const ended = () => events.find(event => event.type === 'pair' || event.type === 'dropped')
      await client.predict(input).catch(() => undefined)
      await vi.waitFor(() => expect(ended()).toBeDefined(), { interval: 1 })
      const problems = events.flatMap(event => (event.type === 'problem' ? [event.error] : []))
      const event = ended()
      if (event?.type === 'pair') return { pair: event.pair, problems }
      return { reason: event?.type === 'dropped' ? event.reason : '', problems }
    },
  }
}

const live = (predict: (input: unknown) => Promise<unknown>): Model<unknown, unknown> => ({
  version: '1',
  origin: null,
  predict,
})
const attempt = <Value>(run: () => Value): Value | undefined => {
  try {
    return run()
  } catch {
    return undefined
  }
}
const roundTrip = (pair: Pair | undefined) => v.parse(PairSchema, JSON.parse(JSON.stringify(pair)))

test('live is a function: the candidate gets an equal value of the same kinds', async () => {
  const seen: unknown[] = []
  const { ask, got } = open(live(async input => seen.push(input)))
  await fc.assert(
    fc.asyncProperty(exactValue, async input => {
      const { pair } = await ask(input)
      expect(seen.pop()).toBe(input)
      // The text tells kinds apart, too.
      expect(fc.stringify(got)).toBe(fc.stringify([input]))
      expect(roundTrip(pair)).toEqual(pair)
      expect(pair?.input).toEqual(expectedForm(input))
    }),
    { numRuns: 50 },
  )
})

test('live is an httpModel: the candidate gets what live was sent', async () => {
  const { ask, got } = open(httpModel({ url: '/echo', version: '1' }))
  await fc.assert(
    fc.asyncProperty(anyValue, async input => {
      const text = attempt(() => JSON.stringify(input))
      fc.pre(text !== undefined)
      const { pair, problems } = await ask(input)
      expect(got.map(it => JSON.stringify(it))).toEqual([text])
      // The model answers with what it was sent.
      expect(pair).toMatchObject({ live: { status: 'ok', output: JSON.parse(text) as unknown } })
      expect(roundTrip(pair)).toEqual(pair)
      expect(JSON.stringify([pair, problems.map(String)])).not.toContain(HIDDEN)
    }),
    { numRuns: 50 },
  )
})

const inFrame = (code: string): unknown => {
  const frame = document.createElement('iframe')
  document.body.append(frame)
  onTestFinished(() => frame.remove())
  return (frame.contentWindow as unknown as { eval(code: string): unknown }).eval(`(${code})`)
}
test.each<[string, () => unknown, unknown]>([
  [
    'plain data of another frame',
    () => inFrame('{ list: [{ n: 1 }], pixels: new Float32Array([1]) }'),
    { list: [{ n: 1 }], pixels: [1] },
  ],
  [
    'dates and maps of another frame',
    () => inFrame('[new Date(5), new Map([[1, new Set([2])]])]'),
    ['1970-01-01T00:00:00.005Z', [[1, [2]]]],
  ],
  [
    'parameters',
    () => new URLSearchParams('a=1&a=2'),
    [
      ['a', '1'],
      ['a', '2'],
    ],
  ],
  [
    'half-precision numbers',
    () => Object(globalThis).Float16Array?.of(0.5) ?? new Float32Array([0.5]),
    [0.5],
  ],
])('%s: copied as what it is', async (_, make, form) => {
  const input = make()
  const { ask, got } = open(live(async () => 'live'))
  const { pair } = await ask({ input })
  const [copied] = got as { input: object }[]
  expect(copied?.input).not.toBe(input)
  expect(Object.prototype.toString.call(copied?.input)).toBe(Object.prototype.toString.call(input))
  expect(pair?.input).toEqual({ input: form })
})

test('pixels of an image are copied as what they are', async () => {
  const image = new ImageData(new Uint8ClampedArray([1, 2, 3, 255]), 1, 1)
  const { ask, got } = open(live(async () => 'live'))
  await ask(image)
  const [copied] = got as ImageData[]
  expect(copied).toBeInstanceOf(ImageData)
  expect(copied).not.toBe(image)
  expect(copied?.data).toEqual(image.data)
})

test.each<[string, () => unknown]>([
  ['a node of the page', () => document.createElement('p')],
  ['a weak map', () => new WeakMap()],
  ['a stream', () => new ReadableStream()],
  ['a promise', () => Promise.resolve(1)],
  ['a response', () => new Response('x')],
  ['a URL', () => new URL('https://a.example')],
  ['a window', () => window],
  ['an event', () => new Event('x')],
  ['a key that changes hands', () => new AbortController()],
  ['a rectangle of the page', () => document.body.getClientRects()],
])('%s: not copied for a function, but counted and named', async (_, make) => {
  const { ask, got } = open(live(async () => 'live'))
  const { reason, problems } = await ask({ a: [make()] })
  expect([reason, got]).toEqual(['unclonable', []])
  expect(problems).toMatchObject([
    { code: 'unclonable', message: expect.stringMatching(/^input\.a\[\]/) as string },
  ])
})
