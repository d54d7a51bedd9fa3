import { expect, test } from 'vitest'
import { idMillis, idNumber, lowestIdAt } from './id-number.ts'
import { firstIdOfWeek, idWeek } from './id-week.ts'

test('weeks begin on Mondays at 00:00 UTC', () => {
  const monday = Date.UTC(2026, 10, 2)
  const week = idWeek(lowestIdAt(monday))
  expect(idWeek(lowestIdAt(monday) - 1n)).toBe(week - 1)
  expect(idWeek(lowestIdAt(monday + 7 * 86_400_000) - 1n)).toBe(week)
  expect(firstIdOfWeek(week)).toBe(lowestIdAt(monday))
})

test('ids spell numbers in order of their time, to both ends of the range', () => {
  expect(idMillis(idNumber('019a0000-0000-7000-8000-000000000000'))).toBe(0x019a00000000)
  const highest = idNumber('ffffffff-ffff-7fff-bfff-ffffffffffff')
  expect(idMillis(highest)).toBe(2 ** 48 - 1)
  expect(highest).toBeLessThan(lowestIdAt(Number.POSITIVE_INFINITY))
  expect(idWeek(0n)).toBe(0)
  expect(firstIdOfWeek(0)).toBe(0n)
})
