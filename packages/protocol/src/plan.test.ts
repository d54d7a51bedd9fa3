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
    })
  })

  it('reads a newer plan, leaving out what it does not know', () => {
    expect(v.parse(PlanSchema, { serve: 'live', shadowRate: 1, noiseRate: 0.1 })).not.toHaveProperty(
      'noiseRate',
    )
  })

  it.each([
    { serve: 'both', shadowRate: 1 },
    { serve: 'live', shadowRate: 1.5 },
    { serve: 'live', shadowRate: Number.NaN },
    { serve: 'live', shadowRate: '1' },
    // Six would be all the connections a browser has to an HTTP/1.1 origin.
    { serve: 'live', shadowRate: 1, maxInFlight: 6 },
    { serve: 'live', shadowRate: 1, timeoutMs: 0 },
  ])('refuses %j', plan => {
    expect(v.safeParse(PlanSchema, plan).success).toBe(false)
  })
})
