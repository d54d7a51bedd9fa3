import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import { describe, expect, test } from 'vitest'
import { medianRatio } from './median-ratio.ts'
import { shuffled } from './shuffled.ts'

/** CPU times of blocks: a constant plus noise. */
const blocks = (around: number, count: number, random: () => number): number[] =>
  Array.from({ length: count }, () => around - 0.1 * Math.log(1 - random()))

/** The base is 1. One arm is 2 above it and the other 16, so the ratio is 8. */
const eightTimes = (seed: number) => {
  const random = seededRandom(seed)
  return { base: blocks(1, 12, random), under: blocks(3, 12, random), over: blocks(17, 5, random) }
}

describe('medianRatio', () => {
  test('subtracts the base first and is within its bounds', () => {
    expect(medianRatio({ over: [17, 17], under: [3], base: [1] }, seededRandom(1), 10)).toEqual({
      ratio: 8,
      lower95: 8,
      upper95: 8,
    })
    const { ratio, lower95, upper95 } = medianRatio(eightTimes(1), seededRandom(2))
    expect(lower95).toBeLessThan(ratio)
    expect(upper95).toBeGreaterThan(ratio)
    expect(upper95 / lower95).toBeLessThan(1.5)
  })

  test('its lower bound is below the true ratio in about 95 of 100 experiments (57 of 60)', () => {
    const covered = Array.from({ length: 60 }, (_, n) => n + 10).filter(
      seed => medianRatio(eightTimes(seed), seededRandom(seed), 200).lower95 <= 8,
    ).length
    expect(covered).toBeGreaterThanOrEqual(51)
  })

  test('has no upper bound if the divisor cannot be distinguished from no work', () => {
    const { upper95 } = medianRatio({ over: [9], under: [1, 1.1, 0.9], base: [1] }, seededRandom(1))
    expect(upper95).toBe(Number.POSITIVE_INFINITY)
  })
})

test('shuffled returns all items in an order that depends on the seed', () => {
  const items = [1, 2, 3, 4, 5, 6, 7, 8]
  const once = shuffled(items, seededRandom(1))
  expect(once).not.toEqual(items)
  expect(once.toSorted((a, b) => a - b)).toEqual(items)
  expect(shuffled(items, seededRandom(1))).toEqual(once)
})
