import { PlanSchema } from '@shadow-mode/protocol'
import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { InvalidOptionError } from '../core/errors/invalid-option-error.ts'
import { completeBounds } from './bounds/complete-bounds.ts'
import { completePlan } from './complete-plan.ts'

const refuse = (error: Error) => {
  throw error
}

/** As the background does it. */
const complete = (given: unknown) => {
  const plan = completePlan(given, 'plan')
  return { ...plan, bounds: completeBounds(plan.bounds, 'plan.bounds', refuse) }
}

const outcome = (run: () => unknown) => {
  try {
    return run()
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidOptionError)
    return 'refused'
  }
}

test('the fuzz below also meets plans that are whole', () => {
  const plan = { serve: 'live', shadowRate: 1, later: 1, bounds: [{ id: 'b', path: 'p', min: 0, max: 1 }] }
  expect(complete(plan)).toEqual(v.parse(PlanSchema, plan))
})

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
  const text = fc.constantFrom('a', 'items[].score', '', 'x'.repeat(257), 1)
  const limit = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -1, max: 2 }) }, number)
  const bound = fc.record(
    {
      id: text,
      path: text,
      min: limit,
      max: limit,
      oneOf: fc.oneof(
        fc.array(fc.constantFrom('a', 1, true, null)),
        fc.constant(Array.from({ length: 101 }, () => 1)),
        fc.constantFrom([[]], ['a', {}], {}, 'a'),
      ),
      maxDifference: limit,
      later: fc.anything().filter(value => value !== undefined),
    },
    { requiredKeys: ['id', 'path'] },
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
      bounds: fc.oneof({ weight: 9, arbitrary: fc.array(bound, { maxLength: 3 }) }, fc.anything()),
      noiseRate: fc.oneof(fc.double({ min: -0.1, max: 1.1 }), number),
      maxRequestsPerMinute: number,
      maxBytesPerMinute: number,
      whenSlow: fc.constantFrom('skip', 'run', 'walk'),
      whenHidden: fc.constantFrom('skip', 'run', 'walk'),
      breakAfterFailures: number,
      breakForMs: number,
      breakOnBounds: fc.constantFrom(true, false, 'true'),
      later: fc.anything(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: plan }, fc.anything()), value => {
      const parsed = v.safeParse(PlanSchema, value)
      expect(outcome(() => complete(value))).toEqual(parsed.success ? parsed.output : 'refused')
    }),
    { numRuns: 3_000 },
  )
})

test('names the field', () => {
  const bad = { serve: 'live', shadowRate: 1, maxInFlight: 6 }
  expect(() => completePlan(bad, 'bootstrap')).toThrow('bootstrap.maxInFlight: expected')
  const bounds = [
    { id: 'a', path: 'p', min: 0 },
    { id: 'b', path: 'p', min: 1, max: 0 },
  ]
  expect(() => complete({ serve: 'live', shadowRate: 1, bounds })).toThrow(
    'plan.bounds.1.max: expected at least min',
  )
  const many = Array.from({ length: 51 }, () => bounds[0])
  expect(() => completePlan({ serve: 'live', shadowRate: 1, bounds: many }, 'plan')).toThrow('plan.bounds: ')
})
