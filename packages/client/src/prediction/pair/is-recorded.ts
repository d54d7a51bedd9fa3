import type { JsonValue } from '@shadow-mode/protocol'
import { refusePromise } from './refuse-promise.ts'

/**
 * Guards an input or output of which something is recorded: any value but `undefined`. Does not check that it is JSON,
 * because the outbox does so when it serialises the pair. Throws for a promise.
 */
export function isRecorded(value: unknown): value is JsonValue {
  refusePromise(value, 'record')
  return value !== undefined
}
