import * as fc from 'fast-check'

/** What no one but live may see of an `Instance` with a `toJSON`. */
export const HIDDEN = 'S3CRET-4711'

class Instance {
  n = 1
  at = new Date(5)
  later = () => this.n
}
class Hiding {
  hidden = HIDDEN
  shown: unknown
  constructor(shown: unknown) {
    this.shown = shown
  }
  toJSON(): unknown {
    return this.shown
  }
}

const bytes = fc.uint8Array({ maxLength: 4 })

/** What has a faithful copy and no parts. */
const exactLeaf: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, true, 'text', '', Symbol.for('s'), /a+/g),
  fc.constantFrom(0, -0, 1.5, Number.NaN, Infinity, -Infinity, 2 ** 53),
  fc.double(),
  fc.string(),
  fc.bigInt(),
  fc.date({ noInvalidDate: false }),
  bytes,
  bytes.map(it => new Float32Array(it)),
  bytes.map(it => Float64Array.from(it, n => n / 3)),
  bytes.map(it => BigInt64Array.from(it, BigInt)),
  bytes.map(it => BigUint64Array.from(it, BigInt)),
  bytes.map(it => new Float32Array(it).subarray(1)),
  bytes.map(it => new Blob([it])),
  bytes.map(it => new File([it], 'a.bin')),
)

/** What has no faithful copy. */
const otherLeaf: fc.Arbitrary<unknown> = fc
  .constantFrom<() => unknown>(
    () => new Instance(),
    () => new Hiding({ n: [1], at: new Date(5) }),
    () => new Hiding('x'),
    () => new Hiding(undefined),
    () => new URL('https://a.example/?q'),
    () => () => 1,
    () => ({ own: 1, toJSON: () => 'own' }),
    () => Object.assign([1], { toJSON: () => 'list' }),
    () => new (class extends Uint8Array {})([1, 2]),
    () => new (class extends Map<number, number> {})([[1, 2]]),
    () => Object.create({ inherited: 1 }, { own: { value: 1, enumerable: true } }),
    () => Promise.resolve(1),
    () => new WeakSet(),
  )
  .map(make => make())

const name = fc.oneof(
  fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString', 'length', ''),
  fc.string(),
)

const withParts = (leaf: fc.Arbitrary<unknown>) =>
  fc.letrec<{ value: unknown }>(tie => {
    const list = fc.array(tie('value'), { maxLength: 4 })
    const fields = fc.array(fc.tuple(name, tie('value')), { maxLength: 4 }).map(Object.fromEntries)
    return {
      value: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        leaf,
        list,
        list.map(items => Object.assign([], items, { length: items.length + 1 })),
        fields,
        fields.map(Object.freeze),
        fields.map(it => new Proxy(Object(it), {})),
        fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 }).map(it => new Map(it)),
        list.map(items => new Set(items)),
      ),
    }
  }).value

/** A value of the kinds that are copied as what they are. */
export const exactValue: fc.Arbitrary<unknown> = withParts(exactLeaf)

/** Any value: one in a few has a part without a faithful copy. */
export const anyValue: fc.Arbitrary<unknown> = withParts(
  fc.oneof({ weight: 5, arbitrary: exactLeaf }, { weight: 1, arbitrary: otherLeaf }),
)

const isList = (it: unknown): it is Iterable<unknown> =>
  [Map.prototype, Set.prototype].includes(Object.getPrototypeOf(Object(it))) ||
  (ArrayBuffer.isView(it) &&
    !(it instanceof DataView) &&
    Object.getPrototypeOf(it) === Object(globalThis)[Object(it)[Symbol.toStringTag]].prototype)

/** The JSON form that the table promises, by the platform's own means. */
export function expectedForm(value: unknown): unknown {
  const json = JSON.stringify(value, (_, it: unknown) => {
    if (typeof it === 'bigint') return Number.isSafeInteger(Number(it)) ? Number(it) : String(it)
    return isList(it) ? [...it] : it
  })
  return json === undefined ? undefined : JSON.parse(json)
}
