import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import { describe, expect, test } from 'vitest'
import { median } from './median.ts'
import { type BlockPair, medianDifference } from './median-difference.ts'

/** Realistic latencies: a minimum with an exponential tail, and blocks that differ. */
const blocks = (shift: number, seed: number, count = 20): BlockPair[] => {
  const random = seededRandom(seed)
  const call = (base: number): number => base - 0.3 * Math.log(1 - random())
  return Array.from({ length: count }, () => {
    const base = 1 + 0.2 * random()
    return {
      base: Array.from({ length: 50 }, () => call(base)),
      treated: Array.from({ length: 50 }, () => call(base + shift)),
    }
  })
}

describe('median', () => {
  test('of an odd and an even number of values', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
  })

  test('of no values is an error that names them', () => {
    expect(() => median([])).toThrow('values')
  })
})

describe('medianDifference', () => {
  test('finds a shift within its bounds', () => {
    const result = medianDifference(blocks(0.1, 1), seededRandom(2), 1_000)
    expect(result.difference).toBeGreaterThan(0.05)
    expect(result.difference).toBeLessThan(0.15)
    expect(result.interval95[0]).toBeLessThan(result.difference)
    expect(result.upper95).toBeGreaterThan(result.difference)
    expect(result.interval95[1]).toBeGreaterThanOrEqual(result.upper95)
  })

  test('its upper bound covers the true difference in about 95 of 100 experiments (57 of 60)', () => {
    const covered = Array.from({ length: 60 }, (_, n) => n + 10).filter(
      seed => medianDifference(blocks(0, seed), seededRandom(seed), 100).upper95 >= 0,
    ).length
    expect(covered).toBeGreaterThanOrEqual(51)
  })

  test('the same seed gives the same bounds', () => {
    const once = medianDifference(blocks(0.1, 1), seededRandom(3), 100)
    expect(medianDifference(blocks(0.1, 1), seededRandom(3), 100)).toEqual(once)
  })
})
