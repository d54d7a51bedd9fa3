import type { JsonValue } from '@shadow-mode/protocol'
import { isObject } from '../../core/guard/is-object.ts'
import type { FieldsOptions } from './fields-options.ts'

/**
 * Returns the selected part of a JSON value, or `undefined` if nothing is selected. `toHash` gets the JSON of each value to
 * hash. Matching paths are removed from `unmet`. Objects are built with `Object.fromEntries`, so that a key such as
 * `__proto__` is treated as data.
 */
export function selectFields(
  value: JsonValue,
  { allow, deny, hash }: FieldsOptions,
  toHash: (json: string) => JsonValue,
  unmet?: Set<string>,
): JsonValue | undefined {
  const walk = (it: JsonValue, path: string, isParentAllowed: boolean): JsonValue | undefined => {
    unmet?.delete(path)
    if (deny?.includes(path)) return undefined
    if (hash?.includes(path)) return toHash(JSON.stringify(it))
    const isAllowed = isParentAllowed || !!allow?.includes(path)
    if (!isObject(it)) return isAllowed ? it : undefined
    if (Array.isArray(it)) {
      const kept = it.map(item => walk(item, `${path}[]`, isAllowed)).filter(item => item !== undefined)
      return isAllowed || kept.length ? kept : undefined
    }
    const kept = Object.entries(it).flatMap(([name, held]) => {
      const part = walk(held, path ? `${path}.${name}` : name, isAllowed)
      return part === undefined ? [] : [[name, part]]
    })
    return isAllowed || kept.length ? Object.fromEntries(kept) : undefined
  }
  return walk(value, '', !allow)
}
