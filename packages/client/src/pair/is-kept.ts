import type { JsonValue } from '@shadow-mode/protocol'

/**
 * Whether `record` kept anything. That it is JSON shows when the outbox writes it: what is not is counted there, and
 * walking it here would only do that work twice.
 */
export const isKept = (value: unknown): value is JsonValue => value !== undefined
