let lastIdentity = 0
const identities = /* @__PURE__ */ new WeakMap<object, number>()

const identityOf = (value: object): number => {
  const known = identities.get(value)
  if (known !== undefined) return known
  identities.set(value, ++lastIdentity)
  return lastIdentity
}

const sorted = (value: object): object =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))

const bytesOf = (view: ArrayBufferView): string =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength).join()

const canonical = (_name: string, value: unknown): unknown => {
  if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value)))
    return { $: `${value}` }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === null) return sorted(value)
  if (ArrayBuffer.isView(value)) return { $: value.constructor.name, bytes: bytesOf(value) }
  return { $: identityOf(value) }
}

/**
 * Returns the same string for inputs with the same structure: JSON with sorted keys. Typed arrays are compared by content.
 * Objects with `toJSON`, such as dates, are compared by its result. Other objects, such as a `File` or a `Map`, are
 * compared by identity. `undefined` and `null` have no key.
 *
 * @throws {TypeError} if the input is cyclic or its `toJSON` throws.
 */
export function inputKey(input: unknown): string | undefined {
  if (input === undefined || input === null) return undefined
  try {
    return JSON.stringify(input, canonical) ?? ''
  } catch (cause) {
    throw new TypeError('useShadowPrediction cannot compare this input (is it cyclic?): give options.key.', {
      cause,
    })
  }
}
