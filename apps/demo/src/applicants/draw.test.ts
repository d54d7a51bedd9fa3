import { expect, test } from 'vitest'
import { pick, quantileAt } from './draw.ts'

test.each([
  [0, 10],
  [0.25, 15],
  [0.5, 20],
  [0.75, 60],
  [1, 100],
  [1.5, 100],
])('quantile %d is %d', (share, value) => {
  expect(
    quantileAt(
      [
        [0, 0.5, 1],
        [10, 20, 100],
      ],
      share,
    ),
  ).toBe(value)
})

test('a point mass gives its value', () => {
  expect(
    quantileAt(
      [
        [0, 0.3, 1],
        [0, 0, 7],
      ],
      0.2,
    ),
  ).toBe(0)
})

test.each([
  [0, 'a'],
  [0.24, 'a'],
  [0.25, 'b'],
  [0.999, 'b'],
  [1, 'b'],
])('at %d picks %s', (random, value) => {
  expect(
    pick(
      [
        ['a', 'b'],
        [1, 3],
      ],
      () => random,
    ),
  ).toBe(value)
})

test('picking from no values is an error', () => {
  expect(() => pick([[], []], Math.random)).toThrow(RangeError)
})
