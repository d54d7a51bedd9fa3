import { expect, test } from 'vitest'
import { createBodyBudget } from './create-body-budget.ts'
import type { HttpError } from './http-error.ts'

function openBudget(limits: { limit: number; limitPerAddress?: number }) {
  const clock = { now: 0 }
  const budget = createBodyBudget({ limitPerAddress: limits.limit, ...limits, now: () => clock.now })
  const evicted: string[] = []
  const errors: HttpError[] = []
  const open = (name: string, bytes = 0, address = 'a') => {
    const share = budget.open(address, error => {
      evicted.push(name)
      errors.push(error)
    })
    share.add(bytes)
    return share
  }
  return { budget, clock, evicted, errors, open }
}

test('only received bytes count', () => {
  const { budget, open } = openBudget({ limit: 100 })
  const share = open('a')
  expect(budget.heldBytes()).toBe(0)
  share.add(60)
  share.add(40)
  expect(budget.heldBytes()).toBe(100)
  share.release()
  share.release()
  expect(budget.heldBytes()).toBe(0)
})

test('the body that holds most for longest gives way, and its bytes are free at once', () => {
  const { budget, clock, evicted, errors, open } = openBudget({ limit: 1_000 })
  open('large and old', 500)
  clock.now = 10_000
  open('small and old', 100)
  open('large and new', 350)
  clock.now = 11_000
  const honest = open('honest', 200)
  expect(evicted).toEqual(['large and old'])
  expect(errors).toMatchObject([{ status: 503, code: 'busy', headers: { 'retry-after': '1' } }])
  expect(budget.heldBytes()).toBe(650)
  honest.add(600)
  expect(evicted).toEqual(['large and old', 'honest'])
  honest.add(400)
  expect(budget.heldBytes()).toBe(450)
})

test('a complete body does not give way, because its work has begun', () => {
  const { evicted, open } = openBudget({ limit: 100 })
  open('complete', 90).complete()
  open('new', 20)
  expect(evicted).toEqual(['new'])
})

test('one address cannot hold all of the budget', () => {
  const { budget, evicted, open } = openBudget({ limit: 1_000, limitPerAddress: 500 })
  open('other', 100, 'b')
  for (let i = 0; i < 20; i++) open(`a${i}`, 100)
  expect(budget.heldBytes()).toBe(600)
  expect(evicted).toHaveLength(15)
  expect(evicted).not.toContain('other')
})

test('26 unfinished bodies of 5 MB keep nobody out', () => {
  const { evicted, open } = openBudget({ limit: 128_000_000 })
  for (let i = 0; i < 26; i++) open(`slow${i}`, 5_000_000)
  const honest = open('honest')
  for (let i = 0; i < 50; i++) honest.add(10_000)
  expect(evicted.length).toBeGreaterThan(0)
  expect(evicted).not.toContain('honest')
})
