import { seededRandom } from '@shadow-mode/test-support/seeded-random.ts'
import { expect, test } from 'vitest'
import { isRising, riseOf } from './rise.ts'

const random = seededRandom(7)
const noisy = (at: (n: number) => number, by: number) =>
  Array.from({ length: 40 }, (_, n) => at(n) + (random() - 0.5) * by)

test('one listener more for each flush is found, in noise too', () => {
  expect(isRising(riseOf(noisy(n => 40 + n * 1.5, 0)), 8)).toBe(true)
  expect(isRising(riseOf(noisy(n => 40 + n * 1.5, 10)), 8)).toBe(true)
})

test('what is flat, falls, or rises in the first half only is not rising', () => {
  for (let turn = 0; turn < 200; turn++) {
    expect(isRising(riseOf(noisy(() => 40, 6)), 8)).toBe(false)
    expect(isRising(riseOf(noisy(n => 40 - n, 6)), 8)).toBe(false)
    expect(isRising(riseOf(noisy(n => Math.min(n, 15) * 10, 6)), 8)).toBe(false)
  }
})
