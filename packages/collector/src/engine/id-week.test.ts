import { expect, test } from 'vitest'
import { getIdMillis, getLowestId, parseId } from './id-number.ts'
import { getFirstIdOfWeek, getIdWeek } from './id-week.ts'

test('weeks begin on Mondays at 00:00 UTC', () => {
  const monday = Date.UTC(2026, 10, 2)
  const week = getIdWeek(getLowestId(monday))
  expect(getIdWeek(getLowestId(monday) - 1n)).toBe(week - 1)
  expect(getIdWeek(getLowestId(monday + 7 * 86_400_000) - 1n)).toBe(week)
  expect(getFirstIdOfWeek(week)).toBe(getLowestId(monday))
})

test('ids spell numbers in order of their time, to both ends of the range', () => {
  expect(getIdMillis(parseId('019a0000-0000-7000-8000-000000000000'))).toBe(0x019a00000000)
  const highest = parseId('ffffffff-ffff-7fff-bfff-ffffffffffff')
  expect(getIdMillis(highest)).toBe(2 ** 48 - 1)
  expect(highest).toBeLessThan(getLowestId(Number.POSITIVE_INFINITY))
  expect(getIdWeek(0n)).toBe(0)
  expect(getFirstIdOfWeek(0)).toBe(0n)
})
