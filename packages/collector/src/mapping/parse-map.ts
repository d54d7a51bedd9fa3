import { describeIssues, type ImportMap, ImportMapSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { describeError } from '../errors/describe-error.ts'
import { MapError } from './map-error.ts'

function checkTimezone(field: string, timezone: string | undefined): void {
  try {
    Intl.DateTimeFormat('en', { timeZone: timezone ?? 'UTC' })
  } catch {
    throw new MapError(`${field}: there is no time zone "${timezone}". Write one such as Europe/Berlin`)
  }
}

/**
 * Parses the JSON text of a map.
 *
 * @throws {MapError} The text is not JSON or not a map. The message names the field.
 */
export function parseMap(text: string): ImportMap {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (error) {
    throw new MapError(`map: Expected JSON: ${describeError(error)}`, { cause: error })
  }
  const parsed = v.safeParse(ImportMapSchema, given)
  if (!parsed.success) throw new MapError(`map: ${describeIssues(parsed.issues)}`)
  const map = parsed.output
  checkTimezone('timezone', map.timezone)
  for (const field of ['time', 'observedAt'] as const) {
    const time = map[field]
    if (typeof time === 'object') checkTimezone(`${field}.timezone`, time.timezone)
  }
  return map
}
