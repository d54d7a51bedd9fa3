import { describe, expect, test } from 'vitest'
import { evaluateFlag } from './evaluate-flag.ts'
import { fractional } from './fractional.ts'

const draw = (args: unknown[], targetingKey?: string) =>
  fractional(args, {}, { flagKey: 'credit-risk', targetingKey })

const buckets = (weights: Record<string, number>) => Object.entries(weights)

test('a million subjects land within 4 σ of every weight', () => {
  const subjects = 1_000_000
  const weights = { rare: 5, canary: 995, half: 50_000, third: 33_333, rest: 15_667 }
  const total = 100_000
  const counts: Record<string, number> = {}
  const args = buckets(weights)
  for (let subject = 0; subject < subjects; subject++) {
    const variant = String(draw(args, `user-${subject}`))
    counts[variant] = (counts[variant] ?? 0) + 1
  }
  expect(Object.keys(counts).toSorted()).toEqual(Object.keys(weights).toSorted())
  for (const [variant, weight] of args) {
    const share = weight / total
    const sigma = Math.sqrt(subjects * share * (1 - share))
    const distance = Math.abs((counts[variant] ?? 0) - subjects * share) / sigma
    expect(distance, variant).toBeLessThan(4)
  }
}, 30_000)

test('a growing share keeps the subjects that it has', () => {
  const subjects = Array.from({ length: 5_000 }, (_, index) => `Kundin ${index} é`)
  const canary = (share: number) =>
    new Set(
      subjects.filter(
        subject => draw(buckets({ candidate: share, live: 100 - share }), subject) === 'candidate',
      ),
    )
  const [tenth, half] = [canary(10), canary(50)]
  expect(tenth.size).toBeGreaterThan(400)
  expect(half.size).toBeGreaterThan(tenth.size)
  expect(tenth.isSubsetOf(half)).toBe(true)
})

describe('what it hashes', () => {
  const split = buckets({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1 })

  test('is the flag’s key and the subject, or a string that comes first', () => {
    for (const subject of ['user-17', '乔伊', '👩🏽‍💻']) {
      expect(draw(split, subject)).toBe(draw([`credit-risk${subject}`, ...split]))
    }
  })

  test('without a subject it decides nothing', () => {
    expect(draw(split)).toBe(null)
    expect(draw(split, '')).toBe(null)
    expect(draw([null, ...split], 'user-17')).toBe(null)
  })

  test('so that the flag gives its default variant', () => {
    const flag = {
      state: 'ENABLED',
      variants: { live: 1, candidate: 2 },
      defaultVariant: 'live',
      targeting: { fractional: [['candidate', 1]] },
    }
    const definition = { flags: { 'credit-risk': flag } }
    expect(evaluateFlag(definition, 'credit-risk')).toMatchObject({ variant: 'live', reason: 'DEFAULT' })
    expect(evaluateFlag(definition, 'credit-risk', { targetingKey: 'user-17' })).toMatchObject({
      variant: 'candidate',
      reason: 'TARGETING_MATCH',
    })
  })
})

test.each([
  ['no buckets', []],
  ['no bucket', ['a', 'b']],
  ['an empty bucket', [[]]],
  ['too much in a bucket', [['a', 1, 1]]],
  ['half a weight', [['a', 0.5]]],
  ['a weight that is text', [['a', '1']]],
  ['no weight at all', [['a', 0]]],
  [
    'more weight than 31 bits',
    [
      ['a', 2 ** 31 - 1],
      ['b', 1],
    ],
  ],
  ['a variant that is a list', [[['a'], 1]]],
])('decides nothing on %s', (_, args) => {
  expect(draw(args, 'user-17')).toBe(null)
})

test('a weight below zero, as a rule may compute, is none', () => {
  for (let subject = 0; subject < 200; subject++) {
    const below = draw(buckets({ a: -50, b: 50, c: 50 }), `user-${subject}`)
    expect(below).toBe(draw(buckets({ b: 50, c: 50 }), `user-${subject}`))
  }
})

test('weights reach to the last of 31 bits', () => {
  expect(draw([['a', 2 ** 31 - 1]], 'user-17')).toBe('a')
})
