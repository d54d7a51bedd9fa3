import type { Window } from '../engine/engine.ts'
import { InvalidValueError } from './invalid-value-error.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/

// Date would turn 31 February into 3 March.
function isDay(text: string): boolean {
  const day = new Date(text)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

function parseInstant(field: 'from' | 'to', text: string | undefined): string | null {
  if (text === undefined || text === '') return null
  const time =
    (DAY.test(text) || INSTANT.test(text)) && isDay(text.slice(0, 10)) ? new Date(text) : new Date(Number.NaN)
  if (Number.isNaN(time.getTime())) {
    throw new InvalidValueError(
      field,
      `Expected a time such as 2026-11-02T00:00:00Z, or a day, but received "${text}"`,
    )
  }
  return time.toISOString()
}

/**
 * Parses the window `from` (inclusive) to `to` (exclusive). Each is an ISO 8601 timestamp with a zone, or a day, which
 * starts at 00:00 UTC. An absent or empty end is open.
 *
 * @throws {InvalidValueError} A text is invalid, or `to` is not after `from`.
 */
export function parseWindow(given: { from?: string | undefined; to?: string | undefined }): Window {
  const window = { from: parseInstant('from', given.from), to: parseInstant('to', given.to) }
  if (window.from !== null && window.to !== null && window.from >= window.to) {
    throw new InvalidValueError('to', `Expected a time after "from", ${window.from}`)
  }
  return window
}
