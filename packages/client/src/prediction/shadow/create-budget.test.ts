import { expect, test } from 'vitest'
import { createBudget } from './create-budget.ts'

test('requests and bytes come back a minute after they were spent', () => {
  let time = 0
  const budget = createBudget({ monotonic: () => time })
  const plan = { maxRequestsPerMinute: 2, maxBytesPerMinute: 100 }
  expect(budget.isSpent(plan)).toBe(false)
  budget.spend({ requests: 1 })
  time = 30_000
  budget.spend({ requests: 1 })
  expect(budget.isSpent(plan)).toBe(true)
  time = 59_999
  expect(budget.isSpent(plan)).toBe(true)
  time = 60_000
  expect(budget.isSpent(plan)).toBe(false)
  budget.spend({ bytes: 99 })
  expect(budget.isSpent(plan)).toBe(false)
  budget.spend({ bytes: 1 })
  expect(budget.isSpent(plan)).toBe(true)
  time = 120_000
  expect(budget.isSpent(plan)).toBe(false)
})
