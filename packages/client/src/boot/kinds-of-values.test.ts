import { isDeepStrictEqual } from 'node:util'
import { type Pair, PairSchema } from '@shadow-mode/protocol'
import {
  anyValue,
  exactValue,
  expectedForm,
  HIDDEN,
} from '@shadow-mode/test-support/values/arbitrary-values.ts'
import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { openModels } from '../testing/open-models.ts'
import { openTelling } from '../testing/open-telling.ts'

/** Law 7: both models get the same input and the pair holds it, or the prediction is counted and the value is named. */

const attempt = <Value>(run: () => Value): Value | undefined => {
  try {
    return run()
  } catch {
    return undefined
  }
}
/** What the collector reads of a pair and gives back. */
const roundTrip = (pair: Pair | undefined) => pair && v.parse(PairSchema, JSON.parse(JSON.stringify(pair)))

test('live is a function: the candidate gets an equal value of the same kinds', async () => {
  await fc.assert(
    fc.asyncProperty(exactValue, async input => {
      const seen: unknown[] = []
      const { ask, got, outbox } = openTelling({ predict: async it => seen.push(it) })
      await ask(input)
      expect(seen[0]).toBe(input)
      expect(isDeepStrictEqual(got, [input])).toBe(true)
      expect(roundTrip(outbox.pairs[0])).toEqual(outbox.pairs[0])
      expect(outbox.pairs[0]?.input).toEqual(expectedForm(input))
    }),
    { numRuns: 200 },
  )
})

test('live is a function: what has no faithful copy is counted and named, and neither sent nor stored', async () => {
  await fc.assert(
    fc.asyncProperty(anyValue, async input => {
      const { client, ask, got, outbox, problems } = openTelling({})
      await ask(input)
      const isCopied = outbox.pairs.length > 0
      expect(isDeepStrictEqual(got, isCopied ? [input] : [])).toBe(true)
      expect(client.status().dropped).toEqual(isCopied ? {} : { unclonable: 1 })
      const told = { code: 'unclonable', message: expect.stringMatching(/^input/) as string }
      expect(problems()).toMatchObject(isCopied ? [] : [told])
      expect(problems().join()).not.toContain(HIDDEN)
    }),
    { numRuns: 300 },
  )
})

test.each(['function', 'httpModel'])(
  'live is an httpModel: a candidate that is a %s gets what live was sent, or the prediction is counted',
  async kind => {
    const { sent, model } = await openModels()
    let losses = 0
    await fc.assert(
      fc.asyncProperty(anyValue, async input => {
        const text = attempt(() => JSON.stringify(input))
        fc.pre(text !== undefined)
        sent.live = []
        sent.candidate = []
        const more = kind === 'function' ? {} : { candidate: model('candidate') }
        const { client, ask, got, outbox, problems } = openTelling(model('live'), more)
        await ask(input)
        expect(sent.live).toEqual([text])
        const [pair] = outbox.pairs
        losses += pair ? 0 : 1
        const received = kind === 'function' ? got.map(it => JSON.stringify(it)) : sent.candidate
        expect(received).toEqual(pair ? [text] : [])
        expect(client.status().dropped).toEqual(pair ? {} : { unclonable: 1 })
        expect(problems()).toMatchObject(pair ? [] : [{ code: 'unclonable' }])
        expect(roundTrip(pair)).toEqual(pair)
        expect(pair?.input).toEqual(kind === 'function' ? expectedForm(got[0]) : pair?.input)
        expect(JSON.stringify([sent, pair, problems().map(String)])).not.toContain(HIDDEN)
      }),
      { numRuns: 200 },
    )
    // Only a value whose text changes when it is read again.
    expect(losses).toBe(0)
  },
)

test('outputs: equal answers are stored alike, as JSON, and live’s own is not touched', async () => {
  await fc.assert(
    fc.asyncProperty(anyValue, async output => {
      // A promise that a model returns is awaited.
      fc.pre(!(output instanceof Promise))
      const predict = async () => output
      const { client, platform, outbox } = openTelling({ predict }, { candidate: { predict } })
      expect(await client.predict(1)).toBe(output)
      await platform.advance(1_000)
      const [pair] = outbox.pairs
      expect(roundTrip(pair)).toEqual(pair)
      expect(pair?.candidate).toEqual({ ...pair?.live, version: '2' })
      expect(JSON.stringify(pair)).not.toContain(HIDDEN)
    }),
    { numRuns: 300 },
  )
  await fc.assert(
    fc.asyncProperty(exactValue, async output => {
      const { ask, outbox } = openTelling({ predict: async () => output })
      await ask(1)
      expect(outbox.pairs[0]?.live).toEqual({
        version: '1',
        status: 'ok',
        durationMs: 0,
        ...(expectedForm(output) !== undefined && { output: expectedForm(output) }),
      })
    }),
    { numRuns: 200 },
  )
})
