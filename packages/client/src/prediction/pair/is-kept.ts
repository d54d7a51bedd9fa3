import type { JsonValue } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'

/**
 * Whether `record` kept anything. That it is JSON shows when the outbox writes it: what is not is counted there, and
 * walking it here would only do that work twice. Throws for a promise, of which JSON would make an empty object.
 */
export function isKept(value: unknown): value is JsonValue {
  if (value instanceof Promise) throw new InvalidOptionError('record', 'functions that are not async')
  return value !== undefined
}
