import type { JsonValue } from '@shadow-mode/protocol'
import type { LeafValue } from './leaf.ts'

/** The part of one side's output at a path, or `undefined` if that side has none. */
export type OutputValue = JsonValue | undefined
type Container = Exclude<JsonValue, string | number | boolean | null>
type ObjectValue = Exclude<Container, readonly JsonValue[]>

export const isContainer = (value: OutputValue): value is Container =>
  typeof value === 'object' && value !== null

/** `undefined` for any other value, arrays included. */
export const asObject = (value: OutputValue): ObjectValue | undefined =>
  isContainer(value) && !Array.isArray(value) ? value : undefined

/** Empty for any other value. */
export const asArray = (value: OutputValue): readonly JsonValue[] => (Array.isArray(value) ? value : [])

/** `undefined` for an inherited key. */
export const getOwnValue = (object: ObjectValue | undefined, key: string): OutputValue =>
  object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined

/** `undefined` for a value that cannot be compared, such as an object. */
export function toLeafValue(value: OutputValue): LeafValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined
}
