import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { RulesSchema } from './rules.ts'

describe('RulesSchema', () => {
  it('takes an empty file as rules that ask for nothing', () => {
    expect(v.parse(RulesSchema, {})).toEqual({
      margins: {},
      minPairs: 200,
      severities: {},
      muted: [],
      ignoredPaths: [],
    })
  })

  it.each([
    { marigns: {} },
    { margins: { 'latency.p95': {} } },
    { margins: { 'latency.p95': { maximum: 3 } } },
    { margins: { 'latency.p95': { min: 2, max: 1 } } },
    { severities: { 'latency.p95': 'fatal' } },
    { minPairs: 0 },
  ])('refuses %j', rules => {
    expect(v.safeParse(RulesSchema, rules).success).toBe(false)
  })
})
