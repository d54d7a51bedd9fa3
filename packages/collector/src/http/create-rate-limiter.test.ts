import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRateLimiter } from './create-rate-limiter.ts'

const setup = (perMinute: number, maxKeys?: number) => {
  const clock = { ms: 1_000_000 }
  return { clock, limiter: createRateLimiter(perMinute, () => clock.ms, maxKeys) }
}

test('a minute’s worth goes at once, then the rate', () => {
  const { clock, limiter } = setup(600)
  limiter.spend('a', 599)
  expect(limiter.waitMs('a')).toBe(0)
  limiter.spend('a', 1)
  expect(limiter.waitMs('a')).toBe(100)
  limiter.spend('a', 9)
  expect(limiter.waitMs('a')).toBe(1_000)
  expect(limiter.waitMs('b')).toBe(0)
  clock.ms += 999
  expect(limiter.waitMs('a')).toBe(1)
  clock.ms += 1
  expect(limiter.waitMs('a')).toBe(0)
})

test('a batch that is larger than the bucket goes, and its sender waits for it', () => {
  const { clock, limiter } = setup(60)
  limiter.spend('a', 1_000)
  expect(limiter.waitMs('a')).toBe(941_000)
  clock.ms += 941_000
  expect(limiter.waitMs('a')).toBe(0)
})

test('whatever the times and sizes, no key exceeds a minute’s worth, the rate and one batch', () => {
  const steps = fc.array(fc.record({ pauseMs: fc.nat(20_000), cost: fc.integer({ min: 1, max: 100 }) }))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), steps, (perMinute, attempts) => {
      const { clock, limiter } = setup(perMinute)
      const start = clock.ms
      let spent = 0
      for (const { pauseMs, cost } of attempts) {
        clock.ms += pauseMs
        if (limiter.waitMs('a') > 0) continue
        limiter.spend('a', cost)
        spent += cost
        const allowed = perMinute + ((clock.ms - start) / 60_000) * perMinute
        expect(spent).toBeLessThanOrEqual(allowed + 100 + 1e-6)
      }
    }),
  )
})

test('the keys of the last generation are remembered, older ones are forgotten', () => {
  const { limiter } = setup(1, 100)
  for (let key = 0; key < 1_000; key++) limiter.spend(`${key}`, 10)
  const waiting = Array.from({ length: 1_000 }, (_, key) => limiter.waitMs(`${key}`) > 0)
  expect(waiting.slice(-100).every(Boolean)).toBe(true)
  expect(waiting.filter(Boolean).length).toBeLessThanOrEqual(200)
})

test('a key that goes on spending outlives any number of others', () => {
  const { limiter } = setup(1, 100)
  for (let key = 0; key < 1_000; key++) {
    limiter.spend(`${key}`, 1)
    limiter.spend('a', 1)
  }
  expect(limiter.waitMs('a')).toBe(1_000 * 60_000)
})
