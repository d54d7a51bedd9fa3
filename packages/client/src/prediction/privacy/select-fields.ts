import type { JsonValue } from '@shadow-mode/protocol'
import { isObject } from '../../core/guard/is-object.ts'
import { toJson } from '../../core/values/to-json.ts'
import type { FieldsOptions } from './fields-options.ts'

/**
 * Returns the selected part of a JSON value, or `undefined` if nothing is selected. `toHash` gets the JSON of each value to
 * hash. Paths that match are removed from `unmatched`. Objects are built with `Object.fromEntries`, so that a key such as
 * `__proto__` is treated as data.
 */
export function selectFields(
  value: JsonValue,
  { allow, deny, hash }: FieldsOptions,
  toHash: (json: string) => JsonValue,
  unmatched?: Set<string>,
): JsonValue | undefined {
  const select = (it: JsonValue, path: string, isParentAllowed: boolean): JsonValue | undefined => {
    unmatched?.delete(path)
    if (deny?.includes(path)) return undefined
    if (hash?.includes(path)) return toHash(toJson(it))
    const isAllowed = isParentAllowed || !!allow?.includes(path)
    if (!isObject(it)) return isAllowed ? it : undefined
    if (Array.isArray(it)) {
      const items = it.map(item => select(item, `${path}[]`, isAllowed)).filter(item => item !== undefined)
      return isAllowed || items.length ? items : undefined
    }
    const entries = Object.entries(it).flatMap(([name, field]) => {
      const part = select(field, path ? `${path}.${name}` : name, isAllowed)
      return part === undefined ? [] : [[name, part]]
    })
    return isAllowed || entries.length ? Object.fromEntries(entries) : undefined
  }
  return select(value, '', !allow)
}
