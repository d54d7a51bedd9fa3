import { expect, test } from 'vitest'
import { retryDelay } from './retry-delay.ts'

test('attempts become rare, but never end: 1 s at first, 5 minutes at most', () => {
  expect(retryDelay(0, 1)).toBe(1_000)
  expect(retryDelay(4, 0.5)).toBe(8_000)
  expect(retryDelay(5_000, 1)).toBe(300_000)
})
