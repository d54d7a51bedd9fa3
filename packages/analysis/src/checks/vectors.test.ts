import type { JsonValue } from '@shadow-mode/protocol'
import { makePair } from '@shadow-mode/test-support/make-pair.ts'
import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import { describe, expect, test } from 'vitest'
import { createAnalysis } from '../create-analysis.ts'
import { makeRules, noFacts, okSide } from '../testing/make-parts.ts'

/** Probability vectors. The mean over all elements is the same for each candidate here, because they all sum to 1. */

type Numbers = number[]
type Case = [
  string,
  (random: () => number) => Numbers,
  (live: Numbers, random: () => number) => JsonValue,
  string,
]

const margin = { min: -0.05, max: 0.05 }
const pooled = { 'outputs.probs[].meanDifference': margin }

function judge(
  live: (random: () => number) => Numbers,
  candidate: (live: Numbers, random: () => number) => JsonValue,
  { n = 3_000, margins = pooled, subjects = n }: { n?: number; margins?: object; subjects?: number } = {},
) {
  const random = seededRandom(11)
  const analysis = createAnalysis({
    experiment: 'test',
    window: { from: null, to: null },
    rules: makeRules({ margins: { ...margins } }),
  })
  for (let i = 0; i < n; i++) {
    const probs = live(random)
    analysis.add(
      makePair({
        experiment: 'test',
        subject: `s${i % subjects}`,
        live: okSide({ probs }),
        candidate: okSide({ probs: candidate(probs, random) }),
      }),
    )
  }
  const { verdict, checks } = analysis.report(noFacts)
  return { ...verdict, ids: verdict.reasons.map(({ checkId }) => checkId), checks }
}

/** Uniform, so that the first two positions have the same mean. */
const even = (random: () => number): Numbers => {
  const a = 0.95 * random()
  return [a, 0.95 - a, 0.05]
}
const skewed = (random: () => number): Numbers => {
  const a = 0.95 * Math.sqrt(random())
  return [a, 0.95 - a, 0.05]
}
const constant = (): Numbers => [0.7, 0.25, 0.05]
const exact = (): Numbers => [0.5, 0.25, 0.25]
const swap = ([a = 0, b = 0, ...rest]: Numbers): Numbers => [b, a, ...rest]
/** All positions have the same mean, and each has its share of the distance. */
const softmax = (length: number) => (random: () => number) => {
  const weights = Array.from({ length }, () => Math.exp(4 * random()))
  const total = weights.reduce((sum, weight) => sum + weight)
  return weights.map(weight => weight / total)
}
const still = (random: () => number): Numbers => [0.5, 0.3, 0.2].map(p => p + 1e-6 * random())
const noisy = (probs: Numbers, random: () => number): Numbers => {
  const shift = 0.02 * (random() - 0.5)
  return probs.map((p, i) => (i === 0 ? p + shift : i === 1 ? p - shift : p))
}
const long = (length: number) => (random: () => number) => {
  const weights = Array.from({ length }, () => random() ** 4)
  const total = weights.reduce((sum, weight) => sum + weight)
  return weights.map(weight => weight / total)
}

test.each([
  ['swapped positions with equal means', even, swap, 'outputs.probs.association'],
  ['swapped positions with other means', skewed, swap, 'outputs.probs[0].meanDifference'],
  ['swapped positions of constant vectors', constant, swap, 'outputs.probs[1].meanDifference'],
  ['swapped positions of constant vectors without rounding', exact, swap, 'outputs.probs[1].meanDifference'],
  ['reversed positions', even, (probs: Numbers) => probs.toReversed(), 'outputs.probs[2].meanDifference'],
  ...[3, 5, 10, 64].map(
    length =>
      [
        `two swapped positions of ${length}`,
        softmax(length),
        swap,
        'outputs.probs.association',
      ] satisfies Case,
  ),
  [
    'two swapped positions with noise',
    softmax(10),
    (probs: Numbers, random: () => number) => noisy(swap(probs), random),
    'outputs.probs.association',
  ],
  [
    'reversed positions with equal means',
    softmax(5),
    (probs: Numbers) => probs.toReversed(),
    'outputs.probs.association',
  ],
  [
    'rotated positions of 10 classes',
    long(10),
    ([a = 0, ...rest]: Numbers) => [...rest, a],
    'outputs.probs.association',
  ],
  [
    'rotated positions of 100 classes',
    long(100),
    ([a = 0, ...rest]: Numbers) => [...rest, a],
    'outputs.probs.association',
  ],
  [
    'vectors of other inputs',
    even,
    (_: Numbers, random: () => number) => even(random),
    'outputs.probs.association',
  ],
  ['one class too few', even, ([a = 0, b = 0]: Numbers) => [a, b], 'outputs.probs[2].comparable'],
  ['one class too many', even, (probs: Numbers) => [...probs, 0], 'outputs.probs[].comparable'],
] satisfies Case[])('holds %s, though the mean over all elements is equal', (_, live, candidate, id) => {
  const { decision, ids } = judge(live, candidate)
  expect(decision).toBe('hold')
  expect(ids).toContain(id)
})

test.each([
  ['equal vectors', even, (probs: Numbers) => probs],
  ['noise', even, noisy],
  ['equal constant vectors', constant, constant],
  ['equal vectors of 100 classes', long(100), (probs: Numbers) => probs],
] satisfies [
  string,
  (random: () => number) => Numbers,
  (live: Numbers, random: () => number) => JsonValue,
][])('promotes %s', (_, live, candidate) => {
  expect(judge(live, candidate).decision).toBe('promote')
})

/** Calls `other` once, in the middle. */
const once = <Given extends unknown[]>(
  usual: (...given: Given) => Numbers,
  other: (...given: Given) => Numbers,
) => {
  let calls = 0
  return (...given: Given) => (++calls === 1_000 ? other : usual)(...given)
}

describe('a length that changes once', () => {
  test.each([0, 1, 2, 4])('to %d does not hide swapped positions', length => {
    const live = once(even, () => [0.4, 0.3, 0.2, 0.1].slice(0, length))
    expect(judge(live, swap).decision).toBe('hold')
  })

  test('does not keep equal vectors from promotion', () => {
    const live = once(even, () => [0.4, 0.3, 0.2, 0.1])
    expect(judge(live, probs => probs).decision).toBe('promote')
  })

  test('does not keep a candidate with one class too many or too few from promotion', () => {
    const more = once(
      (probs: Numbers) => probs,
      probs => [...probs, 0],
    )
    const fewer = once(
      (probs: Numbers) => probs,
      probs => probs.slice(1),
    )
    expect(judge(even, more).decision).toBe('promote')
    expect(judge(even, fewer).decision).toBe('promote')
  })
})

test('a margin of all elements applies to each position, unless the position has its own', () => {
  const { checks } = judge(even, noisy, {
    margins: { ...pooled, 'outputs.probs[1].meanDifference': { min: -1, max: 1 } },
  })
  const thresholds = checks
    .filter(({ id }) => id.endsWith('.meanDifference'))
    .map(({ threshold }) => threshold)
  expect(thresholds).toEqual([margin, { min: -1, max: 1 }, margin])
})

test('without a margin of the vector, nothing of it decides', () => {
  const { checks } = judge(even, swap, { margins: { 'latency.p95': { max: 2 } } })
  const ofVector = checks.filter(({ id }) => id.startsWith('outputs.probs'))
  expect(ofVector.map(({ severity }) => severity)).not.toContain('critical')
})

test('the message names the positions that are exchanged', () => {
  const { reasons } = judge(softmax(10), ([a = 0, b = 0, c = 0, ...rest]) => [a, c, b, ...rest])
  expect(reasons.map(({ text }) => text).join()).toContain('probs[1] and probs[2]')
})

/** A rare class: live is almost sure of the other one, but for one pair in 50. */
const rare = (random: () => number): Numbers => {
  const p = random() < 0.02 ? random() : 1e-5 * random()
  return [1 - p, p]
}

test.each([
  ['of nearly constant vectors', still],
  ['of a rare class', rare],
] satisfies [string, (random: () => number) => Numbers][])(
  'noise %s that is larger than what live tells apart does not hold the candidate',
  (_, live) => {
    const { decision } = judge(live, (probs, random) => probs.map(p => p + 1e-3 * (random() - 0.5)), {
      n: 10_000,
    })
    expect(decision).toBe('promote')
  },
)

test('exchanged positions are found even if live varies by less than 1 %', () => {
  const { ids } = judge(
    random => {
      const b = 0.004 * random()
      return [0.996 - b, b, 0.004 * random()]
    },
    ([a = 0, b = 0, c = 0]) => [a, c, b],
  )
  expect(ids).toContain('outputs.probs.association')
})

test('vectors of few subjects prove nothing', () => {
  const { decision, ids } = judge(even, noisy, { subjects: 10 })
  expect(decision).toBe('insufficient')
  expect(ids).toContain('outputs.probs.association')
})
