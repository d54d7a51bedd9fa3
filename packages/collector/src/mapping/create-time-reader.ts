import type { MappedTime, TimeUnit } from '@shadow-mode/protocol'
import { DateTime } from 'luxon'
import type { Row } from '../table/table.ts'
import { getColumn } from './get-column.ts'
import { parseNumber } from './parse-number.ts'
import { quoteValue } from './quote-value.ts'
import { RowError } from './row-error.ts'
import { toMillis } from './to-millis.ts'

const UNITS: readonly TimeUnit[] = ['s', 'ms', 'us', 'ns']

/** The time of an id begins at 0, and ISO 8601 times have four digits for the year. */
const FIRST_MS = 0
const LAST_MS = Date.UTC(10_000, 0) - 1
/** A number without a unit must lie between these, because a wrong guess would be a wrong time. */
const FIRST_GUESS_MS = Date.UTC(2_000, 0)
const LAST_GUESS_MS = Date.UTC(2_100, 0)

const WHOLE = /^-?\d{1,30}$/
const DATE = /^\d{4}-\d{2}-\d{2}(?:$|[T ])/

function fromNumber(number: number | bigint, unit: TimeUnit | undefined): number | string {
  if (unit !== undefined) return toMillis(number, unit)
  for (const guess of UNITS) {
    const ms = toMillis(number, guess)
    if (ms >= FIRST_GUESS_MS && ms < LAST_GUESS_MS) return ms
  }
  return 'is no time between 2000 and 2100 in any unit. Name the "unit" (s, ms, us, ns) or the "format"'
}

function fromText(text: string, { format }: MappedTime, zone: string): number | string {
  if (format !== undefined) {
    const time = DateTime.fromFormat(text, format, { zone, locale: 'en' })
    return time.isValid ? time.toMillis() : `does not match the format ${JSON.stringify(format)}`
  }
  // Luxon would take `10:30` for today.
  if (!DATE.test(text)) return 'is not an ISO 8601 time. Name its "format", e.g. "dd.MM.yyyy HH:mm"'
  const iso = text
    .replace(' ', 'T')
    .replace(/ ?(?:UTC|GMT|Z)$/i, 'Z')
    .replace(/ (?=[+-]\d)/, '')
  const time = DateTime.fromISO(iso, { zone })
  return time.isValid ? time.toMillis() : 'is not a valid time'
}

function parse(value: unknown, source: MappedTime, zone: string): number | string {
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'bigint' || typeof value === 'number') return fromNumber(value, source.unit)
  if (typeof value !== 'string') return 'is not a time'
  const text = value.trim()
  if (source.format !== undefined) return fromText(text, source, zone)
  if (WHOLE.test(text)) return fromNumber(BigInt(text), source.unit)
  const number = parseNumber(text, '.')
  return number === undefined ? fromText(text, source, zone) : fromNumber(number, source.unit)
}

/**
 * Creates the reader of a time. It returns milliseconds since 1970-01-01 UTC, and `null` for a row without a value.
 *
 * @param timezone The zone of texts without one.
 */
export function createTimeReader(
  field: string,
  given: string | MappedTime,
  timezone: string,
): (row: Row) => number | null {
  const source: MappedTime = typeof given === 'string' ? { column: given } : given
  const { column, value: constant } = source
  const zone = source.timezone ?? timezone
  const where = column === undefined ? field : `${field}: column ${JSON.stringify(column)}`
  return row => {
    const value = column === undefined ? constant : getColumn(row, column)
    if (value === undefined || value === null || value === '') return null
    const result = parse(value, source, zone)
    if (typeof result === 'string') throw new RowError(`${where} has ${quoteValue(value)}, which ${result}`)
    if (!(result >= FIRST_MS && result <= LAST_MS)) {
      throw new RowError(`${where} has ${quoteValue(value)}, which is not between the years 1970 and 9999`)
    }
    return Math.floor(result)
  }
}
