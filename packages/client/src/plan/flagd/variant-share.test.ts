import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFlagdPlan } from './read-flagd-plan.ts'

const SUBJECTS = 500
const plan = { serve: 'live', shadowRate: 1 }

/** What each of many subjects is told. */
const tellAll = (args: unknown) => {
  const flag = {
    state: 'ENABLED',
    variants: { a: plan, b: plan, c: plan },
    defaultVariant: 'a',
    targeting: { fractional: args },
  }
  const read = readFlagdPlan({ flags: { e: flag } }, 'e')
  return Array.from({ length: SUBJECTS }, (_, n) => read(() => `subject-${n}`, 0)).map(
    ({ variant, weight = 1 }) => ({ variant, weight }),
  )
}

/** Those weights that are not their variant's frequency, within 4 σ. */
const falseWeights = (args: unknown) => {
  const told = tellAll(args)
  const counts = Map.groupBy(told, ({ variant }) => variant)
  return told.filter(({ variant, weight }) => {
    const count = counts.get(variant)?.length ?? 0
    const sigma = Math.sqrt(SUBJECTS * weight * (1 - weight))
    return !(weight > 0 && weight <= 1 && Math.abs(count - SUBJECTS * weight) <= 4 * sigma)
  })
}

const names = fc.constantFrom<unknown[]>('a', 'b', 'c', null)
const whole = fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(0, 1, -5))
const any = fc.oneof(
  { weight: 4, arbitrary: whole },
  fc.constantFrom<unknown[]>(0.5, 0.1, 33.3, 2 ** 30, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 1e300, '50', null, true),
)
const bucketsOf = (weights: fc.Arbitrary<unknown>) =>
  fc.array(fc.oneof({ weight: 9, arbitrary: fc.tuple(names, weights) }, fc.tuple(names)), { maxLength: 5 })

test('is the frequency that the evaluator gives', () => {
  const named = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), any), { maxLength: 5 })
  const salted = { cat: ['salt', { var: 'targetingKey' }] }
  const seeded = fc
    .tuple(fc.constantFrom<unknown[]>(salted, { var: 'email' }, 'one for all', null), named)
    .map(([seed, buckets]) => [seed].concat(buckets))
  const args = fc.oneof(bucketsOf(whole), bucketsOf(any), seeded)
  fc.assert(
    fc.property(args, given => {
      expect(falseWeights(given)).toEqual([])
    }),
    { numRuns: 200, seed: 7 },
  )
}, 30_000)

test.each([
  [
    'halves of one, which flagd does not know',
    [
      ['a', 0.5],
      ['b', 0.5],
    ],
  ],
  [
    'more than 31 bits',
    [
      ['a', 2 ** 31 - 1],
      ['b', 1],
    ],
  ],
  [
    'nothing',
    [
      ['a', 0],
      ['b', 0],
    ],
  ],
  ['a seed that is no text', [{ var: 'email' }, ['a', 50], ['b', 50]]],
  [
    'a bucket with too much in it',
    [
      ['a', 50],
      ['b', 50, 1],
    ],
  ],
])('%s: the default variant, for all', (_, args) => {
  expect(new Set(tellAll(args).map(({ variant, weight }) => `${variant} ${weight}`))).toEqual(
    new Set(['a 1']),
  )
})

test('a seed that is the same for all is one bucket for all', () => {
  const told = tellAll(['salt', ['a', 50], ['b', 50]])
  expect(new Set(told.map(({ weight }) => weight))).toEqual(new Set([1]))
  expect(new Set(told.map(({ variant }) => variant)).size).toBe(1)
})
