import { PlanSchema } from '@shadow-mode/protocol'
import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { InvalidOptionError } from '../errors/invalid-option-error.ts'
import { completePlan } from './complete-plan.ts'

const outcome = (run: () => unknown) => {
  try {
    return run()
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidOptionError)
    return 'refused'
  }
}

test('accepts, refuses and fills in just as the schema of the wire does', () => {
  const number = fc.oneof(
    fc.integer({ min: -2, max: 12 }),
    fc.constantFrom(
      0.5,
      1.5,
      NaN,
      Infinity,
      600_000,
      600_001,
      1e6,
      1e6 + 1,
      1e9,
      1e9 + 1,
      366 * 864e5,
      '1',
      null,
    ),
  )
  const plan = fc.record(
    {
      serve: fc.constantFrom('live', 'candidate', 'both'),
      shadowRate: fc.oneof(fc.double({ min: -0.1, max: 1.1 }), number),
      timeoutMs: number,
      startWithinMs: number,
      maxInFlight: number,
      maxRecordLength: number,
      maxQueuedPairs: number,
      maxQueuedLength: number,
      maxAgeMs: number,
      whenOff: fc.constantFrom('keep', 'discard', 'burn'),
      later: fc.anything(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: plan }, fc.anything()), value => {
      const parsed = v.safeParse(PlanSchema, value)
      expect(outcome(() => completePlan(value, 'plan'))).toEqual(parsed.success ? parsed.output : 'refused')
    }),
    { numRuns: 1_000 },
  )
})

test('names the field', () => {
  const bad = { serve: 'live', shadowRate: 1, maxInFlight: 6 }
  expect(() => completePlan(bad, 'bootstrap')).toThrow('bootstrap.maxInFlight: expected')
})
