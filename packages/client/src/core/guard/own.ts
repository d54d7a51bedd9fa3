import { isObject } from './is-object.ts'

/** What the value itself holds under this name; `undefined` where that is its prototype's, or it is no object. */
export const own = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
