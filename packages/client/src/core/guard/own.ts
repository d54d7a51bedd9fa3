import { isObject } from './is-object.ts'

/** Reads an own property. Returns `undefined` for an inherited property, or if `value` is not an object or array. */
export const own = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
