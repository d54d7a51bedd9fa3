import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { judge } from './judge.ts'

test.each([
  [[0.9, 0.95], { min: 0.9 }, 'pass'],
  [[0.9, 0.95], { min: 0.951 }, 'fail'],
  [[0.9, 0.95], { min: 0.92 }, 'insufficient'],
  [[-0.1, 0.1], { min: -0.2, max: 0.2 }, 'pass'],
  [[-0.1, 0.1], { min: -0.05, max: 0.05 }, 'insufficient'],
  [[0.3, 0.4], { min: -0.2, max: 0.2 }, 'fail'],
  [[1, null], { max: 2 }, 'insufficient'],
  [[1, null], { min: 1 }, 'pass'],
  [[3, null], { max: 2 }, 'fail'],
  [[null, 3], { min: 0 }, 'insufficient'],
] as const)('interval %j, margin %j: %s', ([low, high], margin, status) => {
  expect(judge(((low ?? high ?? 0) + (high ?? low ?? 0)) / 2, [low, high], margin)).toBe(status)
})

test('a wider margin never turns a pass into anything else, nor a narrower one a fail', () => {
  const real = fc.double({ min: -1, max: 1, noNaN: true })
  const extra = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(real, real, real, real, extra, (a, b, c, d, more) => {
      const interval: [number, number] = [Math.min(a, b), Math.max(a, b)]
      const margin = { min: Math.min(c, d), max: Math.max(c, d) }
      const wider = { min: margin.min - more, max: margin.max + more }
      const order = { fail: 0, insufficient: 1, pass: 2 }
      expect(order[judge(a, interval, wider)]).toBeGreaterThanOrEqual(order[judge(a, interval, margin)])
    }),
  )
})
