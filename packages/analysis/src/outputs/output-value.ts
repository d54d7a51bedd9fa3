import type { JsonValue } from '@shadow-mode/protocol'
import type { LeafValue } from './leaf.ts'

/** A part of an output, or `undefined` if this side does not have it. */
export type OutputValue = JsonValue | undefined
type Container = Exclude<JsonValue, string | number | boolean | null>
type ObjectValue = Exclude<Container, readonly JsonValue[]>

export const isContainer = (value: OutputValue): value is Container =>
  typeof value === 'object' && value !== null

export const asObject = (value: OutputValue): ObjectValue | undefined =>
  isContainer(value) && !Array.isArray(value) ? value : undefined

export const asArray = (value: OutputValue): readonly JsonValue[] => (Array.isArray(value) ? value : [])

export const ownValue = (object: ObjectValue | undefined, key: string): OutputValue =>
  object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined

export function leafValue(value: OutputValue): LeafValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined
}
