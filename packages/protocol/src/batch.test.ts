import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type Batch, BatchSchema } from './batch.ts'
import { describeIssues } from './describe-issues.ts'

const batch: Batch = {
  batchId: '019a4174-1c40-7abc-8def-0123456789ab',
  sentAt: '2026-11-02T00:07:10.288Z',
  sdk: '0.1.0',
  client: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  losses: { 'credit-risk': { sampled: 12, unconfirmed: 1, dropped: { exit: 1 } } },
  pairs: [],
}

describe('BatchSchema', () => {
  it('leaves the pairs unread, so that a bad one costs only itself', () => {
    const pairs = [1, 'two', { three: null }]
    expect(v.parse(BatchSchema, { ...batch, pairs })).toEqual({ ...batch, pairs })
  })

  it('takes the reasons of newer clients', () => {
    const losses = {
      'credit-risk': { sampled: 3, unconfirmed: 0, dropped: { 'not-loaded': 2, 'of-next-year': 1 } },
    }
    expect(v.parse(BatchSchema, { ...batch, losses }).losses).toEqual(losses)
  })

  it.each([
    { ...batch, pairs: {} },
    { ...batch, client: 'user-17' },
    { ...batch, losses: { 'credit-risk': { sampled: -1, unconfirmed: 0, dropped: {} } } },
    { ...batch, losses: { 'credit-risk': { sampled: 2 ** 60, unconfirmed: 0, dropped: {} } } },
  ])('refuses a broken envelope', value => {
    expect(v.safeParse(BatchSchema, value).success).toBe(false)
  })

  it('is refused in a few words, however long its names and values are', () => {
    const long = 'k'.repeat(100_000)
    const losses = { [long]: { sampled: long } }
    const result = v.safeParse(BatchSchema, { ...batch, sdk: 1, client: long, losses })
    expect(describeIssues(result.issues ?? []).length).toBeLessThan(1_000)
  })
})
