import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import { expect, test } from 'vitest'
import { designEffect } from './design-effect.ts'
import { meanInterval } from './mean-interval.ts'
import { quantileInterval } from './quantile-interval.ts'
import { rateInterval } from './rate-interval.ts'

// Looks at 200·1.25^k pairs, like a team that reloads the report.
const looks = (from: number, to: number, step = 1.25): number[] => {
  const result: number[] = []
  for (let n = from; n <= to; n = Math.ceil(n * step)) result.push(n)
  return result
}
const outside = (truth: number, interval: readonly [number | null, number | null]): boolean =>
  truth < (interval[0] ?? -Infinity) || truth > (interval[1] ?? Infinity)

// At 5 %, more than 32 of 400 runs miss with probability 0.4 %. The seed fixes the outcome.
const RUNS = 400
const ALLOWED = 32

test.each([0.5, 0.05, 0.002])('rate %f: misses in at most 5 % of runs under peeking', rate => {
  const random = seededRandom(1)
  const at = new Set(looks(5, 1500, 1.1))
  let missed = 0
  let naive = 0
  for (let run = 0; run < RUNS; run++) {
    let hits = 0
    let bad = false
    let badNaive = false
    for (let n = 1; n <= 1500; n++) {
      if (random() < rate) hits++
      if (at.has(n)) {
        bad ||= outside(rate, rateInterval(hits, n))
        badNaive ||= Math.abs(hits / n - rate) > 1.96 * Math.sqrt((rate * (1 - rate)) / n)
      }
    }
    if (bad) missed++
    if (badNaive) naive++
  }
  expect(missed).toBeLessThanOrEqual(ALLOWED)
  // This shows that the simulation detects an interval that holds only for a fixed n.
  expect(naive).toBeGreaterThan(ALLOWED * 3)
})

const DIFFERENCES: Record<string, { draw: (random: () => number) => number; mean: number; range: number }> = {
  uniform: { draw: random => random() - 0.5, mean: 0, range: 1 },
  skewed: { draw: random => -Math.log(1 - random()), mean: 1, range: 8 },
  'equal but for 1 in 300': { draw: random => (random() < 1 / 300 ? 1 : 0), mean: 1 / 300, range: 1 },
  'equal but for 1 in 2,000': { draw: random => (random() < 1 / 2000 ? 1 : 0), mean: 1 / 2000, range: 1 },
}

test.each(Object.keys(DIFFERENCES))('mean, %s: misses in at most 5 % of runs under peeking', name => {
  const { draw, mean: truth, range } = DIFFERENCES[name] ?? { draw: () => 0, mean: 1, range: 0 }
  const random = seededRandom(2)
  const at = new Set(looks(200, 6000))
  let missed = 0
  let blind = 0
  for (let run = 0; run < RUNS; run++) {
    let total = 0
    let squared = 0
    let bad = false
    let badBlind = false
    for (let n = 1; n <= 6000; n++) {
      const x = draw(random)
      total += x
      squared += x * x
      if (!at.has(n)) continue
      const mean = total / n
      const squares = Math.max(0, squared - n * mean * mean)
      const interval = meanInterval({ mean, squares, n, designEffect: 1, range })
      bad ||= interval !== null && outside(truth, interval)
      badBlind ||= outside(
        truth,
        meanInterval({ mean, squares, n, designEffect: 1, range: 0 }) ?? [mean, mean],
      )
    }
    if (bad) missed++
    if (badBlind) blind++
  }
  expect(missed).toBeLessThanOrEqual(ALLOWED)
  // The two extra values of the mean sequence exist for this case.
  expect(blind > ALLOWED * 3).toBe(name.startsWith('equal'))
})

test('quantile: misses in at most 5 % of runs under peeking, also with ties', () => {
  const random = seededRandom(3)
  for (const digits of [1e6, 10]) {
    // The smallest value with at least 95 % of the values at or below it.
    const truth = Math.ceil(0.95 * digits - 1e-9) - 1
    let missed = 0
    for (let run = 0; run < RUNS; run++) {
      const values: number[] = []
      let bad = false
      for (const n of looks(200, 2000)) {
        while (values.length < n) values.push(Math.floor(random() * digits))
        bad ||= outside(truth, quantileInterval(Float64Array.from(values).sort(), 0.95, 1, 0.05))
      }
      if (bad) missed++
    }
    expect(missed).toBeLessThanOrEqual(ALLOWED)
  }
})

test('clusters: 300 subjects with 5 to 35 pairs each; only the design effect keeps the error rate', () => {
  const random = seededRandom(4)
  let missed = 0
  let naive = 0
  for (let run = 0; run < RUNS; run++) {
    const values: number[] = []
    const clusters: number[] = []
    for (let subject = 0; subject < 300; subject++) {
      // With Beta(1, 1) rates, the pairs of one subject have a correlation of 1/3.
      const rate = random()
      for (let i = 5 + Math.floor(random() * 31); i > 0; i--) {
        values.push(random() < rate ? 1 : 0)
        clusters.push(subject)
      }
    }
    const hits = values.reduce((a, b) => a + b, 0)
    const n = values.length
    const effect = designEffect(Float64Array.from(values), hits / n, Uint32Array.from(clusters))
    if (!effect.defined) throw new Error(effect.reason)
    if (outside(0.5, rateInterval(hits / effect.value, n / effect.value))) missed++
    if (outside(0.5, rateInterval(hits, n))) naive++
  }
  expect(missed).toBeLessThanOrEqual(ALLOWED)
  expect(naive).toBeGreaterThan(ALLOWED)
})

test('sequences narrow as pairs come in, and never exclude the estimate', () => {
  let width = Infinity
  for (const n of [10, 100, 1000, 10_000, 1_000_000]) {
    const [low, high] = rateInterval(n * 0.9, n)
    expect(low).toBeLessThan(0.9)
    expect(high).toBeGreaterThan(0.9)
    expect(high - low).toBeLessThan(width)
    width = high - low
  }
  expect(rateInterval(0, 0)).toEqual([0, 1])
  expect(rateInterval(50, 50)[1]).toBe(1)
})

test('equal scores are no proof of a mean difference of 0, but evidence that grows', () => {
  const equal = { mean: 0, squares: 0, designEffect: 1, range: 1 }
  expect(meanInterval({ ...equal, n: 200 })?.[1]).toBeGreaterThan(0.01)
  expect(meanInterval({ ...equal, n: 20_000 })?.[1]).toBeLessThan(0.001)
  expect(meanInterval({ mean: 0, squares: 0, n: 500, designEffect: 1, range: 0 })).toBeNull()
})

test('few clusters with many pairs each say so', () => {
  const effect = designEffect(new Float64Array(100), 0, new Uint32Array(100))
  expect(effect).toEqual({ defined: false, reason: expect.stringContaining('only 1 clusters') })
})
