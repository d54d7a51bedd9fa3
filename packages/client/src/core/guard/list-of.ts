import type { Guard } from './guard.ts'

/** Guards an array: every item must pass `guard`. */
export const listOf =
  <Value>(guard: Guard<Value>): Guard<Value[]> =>
  (value): value is Value[] =>
    Array.isArray(value) && value.every(guard)
