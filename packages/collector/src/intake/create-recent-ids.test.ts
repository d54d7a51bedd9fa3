import { expect, test } from 'vitest'
import { createRecentIds } from './create-recent-ids.ts'

const idsOf = (count: number, prefix = 'id') => Array.from({ length: count }, (_, i) => `${prefix}${i}`)

test('the most recent ids are known, up to the limit and at most twice as many', () => {
  for (const total of [0, 1, 9, 10, 11, 19, 20, 21, 57]) {
    const recent = createRecentIds(10)
    const ids = idsOf(total)
    for (const id of ids) expect(recent.remember(id)).toBe(false)
    for (const id of ids.slice(-10)) expect(recent.remember(id)).toBe(true)
    for (const id of ids.slice(0, -20)) expect(recent.remember(id)).toBe(false)
  }
})

test('an id that comes again stays known', () => {
  const recent = createRecentIds(10)
  recent.remember('often')
  for (const id of idsOf(1_000)) {
    recent.remember(id)
    expect(recent.remember('often')).toBe(true)
  }
})

test('a million ids later the first is forgotten, and the last are not', () => {
  const recent = createRecentIds(100_000)
  const ids = idsOf(1_000_000)
  expect(ids.filter(id => recent.remember(id))).toEqual([])
  expect(ids.slice(-100_000).every(id => recent.remember(id))).toBe(true)
  expect(recent.remember('id0')).toBe(false)
})
