import type { Guard } from './guard.ts'
import { isObject } from './is-object.ts'

/** Guards an object by the guards of its fields. Other fields may have any value. */
export const shape =
  <Value extends object>(fields: { [Key in keyof Value]: Guard<Value[Key]> }): Guard<Value> =>
  (value): value is Value =>
    isObject(value) && Object.entries<Guard<unknown>>(fields).every(([name, guard]) => guard(value[name]))
