import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { PlanSchema } from './plan.ts'

describe('PlanSchema', () => {
  it('fills in every default', () => {
    expect(v.parse(PlanSchema, { serve: 'live', shadowRate: 0.25 })).toEqual({
      serve: 'live',
      shadowRate: 0.25,
      timeoutMs: 10_000,
      startWithinMs: 2_000,
      maxInFlight: 2,
      maxRecordLength: 262_144,
      maxQueuedPairs: 10_000,
      maxQueuedLength: 20_000_000,
      maxAgeMs: 604_800_000,
      whenOff: 'keep',
      bounds: [],
      noiseRate: 0,
      maxRequestsPerMinute: 30_000,
      maxBytesPerMinute: 100_000_000,
      whenSlow: 'skip',
      whenHidden: 'skip',
      breakAfterFailures: 10,
      breakForMs: 30_000,
      breakOnBounds: false,
    })
  })

  it('reads a newer plan, leaving out what it does not know', () => {
    expect(v.parse(PlanSchema, { serve: 'live', shadowRate: 1, later: 0.1 })).not.toHaveProperty('later')
  })

  it.each([
    { serve: 'both', shadowRate: 1 },
    { serve: 'live', shadowRate: 1.5 },
    { serve: 'live', shadowRate: Number.NaN },
    { serve: 'live', shadowRate: '1' },
    // Six would be all the connections a browser has to an HTTP/1.1 origin.
    { serve: 'live', shadowRate: 1, maxInFlight: 6 },
    { serve: 'live', shadowRate: 1, timeoutMs: 0 },
    { serve: 'live', shadowRate: 1, noiseRate: 2 },
    { serve: 'live', shadowRate: 1, bounds: [{ id: 'b' }] },
    { serve: 'live', shadowRate: 1, bounds: [{ id: 'b', path: 'p' }] },
    // A guard that nobody here would keep.
    { serve: 'live', shadowRate: 1, bounds: [{ id: 'b', path: 'p', min: 0, pattern: '^a' }] },
    { serve: 'live', shadowRate: 1, bounds: [{ id: 'b', path: 'p', min: 1, max: 0 }] },
    { serve: 'live', shadowRate: 1, bounds: [{ id: 'b', path: 'p', maxDifference: -1 }] },
    { serve: 'live', shadowRate: 1, bounds: [{ id: 'b', path: 'p', oneOf: [[]] }] },
  ])('refuses %j', plan => {
    expect(v.safeParse(PlanSchema, plan).success).toBe(false)
  })
})
