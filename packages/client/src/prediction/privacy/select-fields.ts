import type { JsonValue } from '@shadow-mode/protocol'
import { isObject } from '../../core/guard/is-object.ts'
import type { FieldsOptions } from './fields-options.ts'

/**
 * What `fields` keeps of a JSON value, `undefined` when nothing. `toHash` gets the JSON of what is to be hashed; paths that
 * lead to something leave `unmet`. Own properties only, and none is assigned: a key such as `__proto__` is data like any
 * other.
 */
export function selectFields(
  value: JsonValue,
  { allow, deny, hash }: FieldsOptions,
  toHash: (json: string) => JsonValue,
  unmet?: Set<string>,
): JsonValue | undefined {
  const walk = (it: JsonValue, path: string, isInherited: boolean): JsonValue | undefined => {
    unmet?.delete(path)
    if (deny?.includes(path)) return undefined
    if (hash?.includes(path)) return toHash(JSON.stringify(it))
    const isAllowed = isInherited || !!allow?.includes(path)
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
