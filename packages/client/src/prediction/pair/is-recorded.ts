import type { JsonValue } from '@shadow-mode/protocol'
import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'

/**
 * Guards an input or output of which something is recorded: any value but `undefined`. Does not check that it is JSON,
 * because the outbox does so when it serialises the pair. Throws for a promise, because `JSON.stringify` would turn it into
 * an empty object.
 */
export function isRecorded(value: unknown): value is JsonValue {
  if (value instanceof Promise) throw new InvalidOptionError('record', 'synchronous functions')
  return value !== undefined
}
