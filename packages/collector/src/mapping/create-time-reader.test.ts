import type { MappedTime } from '@shadow-mode/protocol'
import { expect, test } from 'vitest'
import { createTimeReader } from './create-time-reader.ts'

const read = (at: unknown, source: Partial<MappedTime> = {}, timezone = 'UTC'): string | null => {
  const time = createTimeReader('time', { column: 'at', ...source }, timezone)({ number: 1, values: { at } })
  return time === null ? null : new Date(time).toISOString()
}

const AT = '2026-11-02T00:07:10.288Z'

test.each([
  ['ISO 8601', AT],
  ['an offset', '2026-11-02T01:07:10.288+01:00'],
  ['a blank', '2026-11-02 00:07:10.288'],
  ['a blank before the offset', '2026-11-02 00:07:10.288 +0000'],
  ['microseconds', '2026-11-02 00:07:10.288999'],
  ['a zone in letters', '2026-11-02 00:07:10.288 UTC'],
  ['blanks around it', ` ${AT} `],
  ['seconds', 1793578030.288],
  ['seconds as text', '1793578030.288'],
  ['milliseconds', 1793578030288],
  ['milliseconds in capitals', '1.793578030288E12'],
  ['fractions of a second', '1793578030.2889'],
  ['microseconds as a number', 1793578030288999],
  ['microseconds of Parquet', 1793578030288999n],
  ['nanoseconds as text', '1793578030288999999'],
  ['a date of Parquet', new Date(AT)],
])('reads %s', (_, at) => {
  expect(read(at)).toBe(AT)
})

test('a time without a zone is in UTC, or in the zone of the map or the column', () => {
  expect(read('2026-07-01 12:00')).toBe('2026-07-01T12:00:00.000Z')
  expect(read('2026-07-01 12:00', {}, 'Europe/Berlin')).toBe('2026-07-01T10:00:00.000Z')
  expect(read('2026-07-01 12:00', { timezone: 'Asia/Taipei' }, 'Europe/Berlin')).toBe(
    '2026-07-01T04:00:00.000Z',
  )
  expect(read('2026-07-01T12:00:00Z', {}, 'Europe/Berlin')).toBe('2026-07-01T12:00:00.000Z')
  expect(read('2026-11-02', {}, 'Europe/Berlin')).toBe('2026-11-01T23:00:00.000Z')
})

test('a unit and a format are taken as told', () => {
  expect(read('100', { unit: 's' })).toBe('1970-01-01T00:01:40.000Z')
  expect(read('02.11.2026 00:07', { format: 'dd.MM.yyyy HH:mm' })).toBe('2026-11-02T00:07:00.000Z')
  expect(read('11/2/2026 1:07 AM', { format: 'M/d/yyyy h:mm a' }, 'Europe/Berlin')).toBe(
    '2026-11-02T00:07:00.000Z',
  )
  expect(read('20261102', { format: 'yyyyMMdd' })).toBe('2026-11-02T00:00:00.000Z')
})

test('nothing is no time', () => {
  expect([read(''), read(null), read(undefined)]).toEqual([null, null, null])
})

test.each([
  ['a time of day, which would be today', '10:30'],
  ['a day that no calendar has', '2026-02-31'],
  ['a day without zeros', '2026-1-2'],
  ['the American way', '11/02/2026'],
  ['a day as a number', 20261102],
  ['a small number', 1],
  ['a boolean', true],
  ['an object', {}],
  ['an impossible date', new Date(Number.NaN)],
  ['a time before 1970', '1969-12-31'],
  ['a year of five digits', new Date(8.64e15)],
])('refuses %s', (_, at) => {
  expect(() => read(at)).toThrow(/^time: column "at" has .*, which /)
})

test('a text that does not match the format is named', () => {
  expect(() => read('2026-11-02', { format: 'dd.MM.yyyy' })).toThrow('does not match the format "dd.MM.yyyy"')
})
