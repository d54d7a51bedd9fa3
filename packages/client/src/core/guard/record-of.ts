import type { Guard } from './guard.ts'
import { isObject } from './is-object.ts'

/** Guards an object or array: every own value must pass `guard`. */
export const recordOf =
  <Value>(guard: Guard<Value>): Guard<Record<string, Value>> =>
  (value): value is Record<string, Value> =>
    isObject(value) && Object.values(value).every(guard)
