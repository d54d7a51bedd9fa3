import { kindOf } from './kind-of.ts'

/** A path consists of the names that lead to a part of a value, such as `.items[].price`. */
export type Copied<Value> =
  /** `other` is the path of the first part that was not copied as what it is: it became its JSON form, or is left out. */
  | { value: Value; other: string | undefined; fault?: undefined; error?: undefined }
  /**
   * `fault` is the path of the part that is beyond the limits (`RangeError`), that has no faithful copy (`TypeError`), or whose
   * reading threw `error`.
   */
  | { fault: string; error: unknown; value?: undefined; other?: undefined }

/** Each value counts 1, each element of a list and each field another 1, and 256 bytes of binary data 1. */
const MAX_WEIGHT = 320_000

/** Ends values that are nested too deeply, and those that contain themselves. */
const MAX_PATH_LENGTH = 2_000

// oxlint-disable-next-line typescript/no-explicit-any -- values of all types are copied
type Any = any

/**
 * Copies a value. Never throws. `decisions/004-kinds-of-values.md` contains the table of kinds. A part that has no
 * faithful copy becomes its JSON form if `canConvert`. Otherwise it is a fault.
 *
 * It runs on the live path. `structuredClone` takes 40 µs even for a small value, so it is called for rare kinds only.
 */
export function copy<Value>(value: Value, canConvert: unknown): Copied<Value> {
  let left = MAX_WEIGHT
  let at = ''
  let other: string | undefined

  const spend = (weight: number) => {
    left -= weight || 0
    if (left < 0) throw new RangeError()
  }
  const part = (path: string, holder: Any, key: PropertyKey = 0): Any => {
    // Before the value is read, because a getter may throw.
    at = path
    const it = holder[key]
    spend(path[MAX_PATH_LENGTH] ? Infinity : 1)
    if (Object(it) !== it) return it
    const kind = kindOf(it)
    if (kind !== 'Object' && kind !== 'Array') {
      // Immutable. Its class is not built in everywhere, such as in jsdom and React Native.
      if (it instanceof Blob) return it
      if (kind) {
        spend(it.size ?? it.byteLength / 256)
        // `structuredClone` would copy more than a typed array shows, and its parts without a look.
        if (it.size >= 0 || it.getTime || it.subarray)
          return new it.constructor(it.size >= 0 ? part(path, [[...it]]) : it)
        try {
          return structuredClone(it)
        } catch {
          // It has no clone.
        }
      }
      if (!canConvert) throw new TypeError()
      other ??= path
      if (typeof it.toJSON === 'function') return part(path, [it.toJSON()])
      if (typeof it === 'function') return undefined
    }
    const names = Array.isArray(it) ? it : Object.keys(it)
    spend(names.length)
    if (names !== it) return Object.fromEntries(names.map(name => [name, part(`${path}.${name}`, it, name)]))
    const inner = `${path}[]`
    return it.map((_: unknown, n: number) => part(inner, it, n))
  }

  try {
    return { value: part('', [value]), other }
  } catch (error) {
    return { fault: at, error }
  }
}
