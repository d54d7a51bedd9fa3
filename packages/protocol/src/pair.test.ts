import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { describeIssues } from './describe-issues.ts'
import { type Pair, PairSchema } from './pair.ts'

const pair: Pair = {
  id: '019a4174-1c40-7abc-8def-0123456789ab',
  experiment: 'credit-risk',
  capturedAt: '2026-11-02T00:07:10.288Z',
  reference: 'application-4711',
  input: { LIMIT_BAL: 470000, EDUCATION: 'university', AGE: null },
  live: { version: '1.4.0', status: 'ok', output: { probability: 0.13, approved: true }, durationMs: 4.7 },
  candidate: { version: '2.0.0', status: 'timeout', durationMs: 10_000 },
  served: 'live',
  sampling: { variant: 'shadow', rate: 0.25, weight: 1, flagVersion: '7' },
  context: { page: '/apply', tags: { market: 'tw' }, sdk: '0.1.0' },
}

const errorOf = (value: unknown): string => {
  const result = v.safeParse(PairSchema, value)
  return result.success ? '' : describeIssues(result.issues)
}

describe('PairSchema', () => {
  it('accepts a pair as the design writes it', () => {
    expect(v.parse(PairSchema, pair)).toEqual(pair)
  })

  it.each<[string, unknown, string]>([
    ['an id that is no UUIDv7', { ...pair, id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301' }, 'id: '],
    ['an id in upper case', { ...pair, id: pair.id.toUpperCase() }, 'id: '],
    ['a wrong experiment', { ...pair, experiment: '../etc' }, 'experiment: '],
    ['a day instead of an instant', { ...pair, capturedAt: '2026-11-02' }, 'capturedAt: '],
    ['a duration as text', { ...pair, live: { ...pair.live, durationMs: 'fast' } }, 'live.durationMs: '],
    ['a negative duration', { ...pair, live: { ...pair.live, durationMs: -1 } }, 'live.durationMs: '],
    [
      'an unknown status',
      { ...pair, candidate: { ...pair.candidate, status: 'lost' } },
      'candidate.status: ',
    ],
    [
      'an error without its error',
      { ...pair, candidate: { ...pair.candidate, status: 'error' } },
      'candidate.error: ',
    ],
    ['a rate of zero', { ...pair, sampling: { ...pair.sampling, rate: 0 } }, 'sampling.rate: '],
    ['no candidate', { ...pair, candidate: undefined }, 'candidate: '],
    ['no object at all', null, 'Invalid type'],
  ])('names the field of %s', (_, value, message) => {
    expect(errorOf(value)).toContain(message)
  })

  it('keeps its answer to a hostile record short', () => {
    expect(errorOf({ ...pair, id: 'x'.repeat(1_000_000) }).length).toBeLessThan(400)
  })
})
