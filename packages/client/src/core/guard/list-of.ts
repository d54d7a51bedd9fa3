import type { Guard } from './guard.ts'

/** An array whose items all pass. */
export const listOf =
  <Value>(guard: Guard<Value>): Guard<Value[]> =>
  (value): value is Value[] =>
    Array.isArray(value) && value.every(guard)
