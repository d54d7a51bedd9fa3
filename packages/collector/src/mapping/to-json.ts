import type { JsonValue } from '@shadow-mode/protocol'

/** A value that JSON cannot hold. The message says what it is. */
class NotJsonError extends Error {
  override readonly name = 'NotJsonError'
}

/**
 * Turns a value of a file into JSON. `NaN` becomes `null`. A time becomes its ISO 8601 text. A `bigint` that a
 * JavaScript number cannot hold becomes its decimal text.
 *
 * @throws {NotJsonError} The value is infinite, bytes or an impossible time.
 */
export function toJson(value: unknown): JsonValue {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : String(value)
  }
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return null
    if (Number.isFinite(value)) return value
    throw new NotJsonError(`${value}, which JSON cannot hold`)
  }
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw new NotJsonError('an impossible time')
    return value.toISOString()
  }
  if (ArrayBuffer.isView(value)) throw new NotJsonError('bytes')
  if (Array.isArray(value)) return value.map(toJson)
  return Object.fromEntries(Object.entries(value).map(([key, nested]) => [key, toJson(nested)]))
}
