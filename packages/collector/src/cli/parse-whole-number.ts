import { UsageError } from './usage-error.ts'

/** @throws {UsageError} The text is not a whole number from `min` to `max`. */
export function parseWholeNumber(option: string, text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= min && value <= max) return value
  throw new UsageError(`--${option}: Expected a whole number from ${min} to ${max}, received ${text}`)
}
