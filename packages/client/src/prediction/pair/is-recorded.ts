import type { JsonValue } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'

/**
 * Whether `record` returned anything. Does not check that the value is JSON, because the outbox does so when it serialises
 * the pair. Throws for a promise, which `JSON.stringify` would turn into an empty object.
 */
export function isRecorded(value: unknown): value is JsonValue {
  if (value instanceof Promise) throw new InvalidOptionError('record', 'functions that are not async')
  return value !== undefined
}
