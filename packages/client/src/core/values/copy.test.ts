import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { copy } from './copy.ts'

/** Runs an expression in another frame. */
const elsewhere = (code: string): unknown => runInNewContext(`(${code})`)

class Money {
  #cents = 1_250
  currency = 'EUR'
  toNumber() {
    return this.#cents / 100
  }
}
class Secretive {
  id = 7
  ssn = '123-45-6789'
  toJSON() {
    return { id: this.id }
  }
}
/** Its text contains what the text of a built-in class ends with. */
class Row {
  ssn = '123-45-6789'
  read(input: Record<string, unknown>, native: string) {
    return input[native] ?? '[native code]'
  }
  toJSON() {
    return 'row'
  }
}
class Disguised extends Secretive {}
class MyMap extends Map<number, number> {}
class MyArray extends Array {}

describe('is copied as what it is', () => {
  test.each<[string, unknown]>([
    ['plain data', { a: 1, b: [true, null, 'x', { c: undefined }] }],
    ['numbers that JSON does not know', [Number.NaN, Infinity, -Infinity, -0]],
    ['own __proto__', JSON.parse('{"__proto__": {"a": 1}, "constructor": 2, "toString": 3}')],
    ['dates', { at: new Date(5), none: new Date(Number.NaN) }],
    ['maps and sets', { by: new Map<unknown, unknown>([[{ k: 1 }, new Set([new Date(1)])]]) }],
    ['typed arrays', [new Float32Array([1, 2]), new BigInt64Array([1n]), new Uint8ClampedArray([3])]],
    ['a part of a buffer', { part: new Uint8Array([1, 2, 3, 4]).subarray(1, 3).slice() }],
    ['buffers and views', { buffer: new Uint8Array([1, 2]).buffer, view: new DataView(new ArrayBuffer(4)) }],
    ['a bigint', { n: 10n }],
    ['a pattern', /a+/gi],
    ['sparse arrays', Object.assign([], { 2: 'c', length: 5 })],
    ['frozen objects', Object.freeze({ a: Object.freeze([1]) })],
    ['nothing', undefined],
    ['a string', 'x'],
    ['a data field called toJSON is no method', { toJSON: undefined }.toJSON],
  ])('%s', (_, value) => {
    const copied = copy(value, true)
    expect(copied).toMatchObject({ other: undefined })
    expect(copied.value).toStrictEqual(structuredClone(value))
  })

  test('an object without a prototype, as data', () => {
    expect(copy(Object.assign(Object.create(null), { a: 1 }), true)).toEqual({
      value: { a: 1 },
      other: undefined,
    })
  })

  test('a symbol, a Blob and a File, which do not change', () => {
    const value = { symbol: Symbol('s'), blob: new Blob(['x']), file: new File(['x'], 'a.txt') }
    const copied = copy(value, true)
    expect(copied.other).toBeUndefined()
    expect(copied.value?.symbol).toBe(value.symbol)
    expect(copied.value?.blob).toBe(value.blob)
    expect(copied.value?.file).toBe(value.file)
  })

  test('objects of another frame', async () => {
    const value = elsewhere(
      '{ list: [{ n: 1 }], at: new Date(5), by: new Map([[1, 2]]), pixels: new Uint8Array([7]) }',
    )
    const { value: copied, other } = copy(value, true) as { value: Record<string, unknown>; other: unknown }
    expect(other).toBeUndefined()
    expect(copied).toMatchObject({ list: [{ n: 1 }] })
    expect(Number(copied['at'])).toBe(5)
    expect([...(copied['by'] as Map<number, number>)]).toEqual([[1, 2]])
    expect([...(copied['pixels'] as Uint8Array)]).toEqual([7])
  })

  test('proxies of plain data, as reactive frameworks hand out, and arrays of Vue 2', () => {
    const list = Object.setPrototypeOf([1, 2], Object.create(Array.prototype))
    const value = { form: new Proxy({ age: 35, tags: new Proxy(['a'], {}) }, {}), list }
    expect(copy(value, true)).toEqual({
      value: { form: { age: 35, tags: ['a'] }, list: [1, 2] },
      other: undefined,
    })
  })

  test('a shared part, twice', () => {
    const shared = { n: 1 }
    const { value } = copy([shared, shared], true)
    expect(value).toEqual([{ n: 1 }, { n: 1 }])
    expect(value?.[0]).not.toBe(value?.[1])
  })

  test('the value of a getter, which is read once', () => {
    let reads = 0
    const value = {
      get sum() {
        reads += 1
        return reads
      },
    }
    expect(copy(value, true).value).toEqual({ sum: 1 })
    expect(reads).toBe(1)
  })
})

test('what is changed later does not reach the copy', () => {
  const item = { n: 1 }
  const value = {
    list: [item],
    when: new Date(5),
    by: new Map([[1, item]]),
    pixels: new Float32Array([1, 2]).subarray(1),
  }
  const { value: copied } = copy(value, true)
  item.n = 2
  value.when.setTime(6)
  value.by.clear()
  value.pixels[0] = 9
  expect(copied).toEqual({
    list: [{ n: 1 }],
    when: new Date(5),
    by: new Map([[1, { n: 1 }]]),
    pixels: new Float32Array([2]),
  })
})

test('a view of a large buffer is copied without the rest', () => {
  const view = new Float32Array(new ArrayBuffer(4_000), 400, 2)
  const { value } = copy({ view }, false)
  expect(value?.view).toEqual(new Float32Array(2))
  expect(value?.view.buffer.byteLength).toBe(8)
})

test('where nothing may become JSON, the copy stops at the first part without a copy and calls no method', () => {
  const calls: string[] = []
  const told = (name: string) => ({ toJSON: () => calls.push(name) })
  const later = {
    get x() {
      return calls.push('later')
    },
  }
  const copied = copy({ a: [1, told('a')], b: told('b'), later }, false)
  expect(copied).toEqual({ fault: '.a[]', error: new TypeError() })
  expect(calls).toEqual([])
})

test('a typed array over shared memory gets memory of its own', () => {
  const shared = new Uint8Array(new SharedArrayBuffer(2))
  const { value } = copy({ shared }, true)
  shared[0] = 9
  expect(value).toEqual({ shared: new Uint8Array(2) })
})

describe('becomes its JSON form, or is left out, and is named', () => {
  test.each<[string, unknown, string, unknown]>([
    ['an instance', { price: new Money() }, '.price', { price: { currency: 'EUR' } }],
    ['an instance with toJSON', [new Secretive()], '[]', [{ id: 7 }]],
    ['an instance whose class speaks of native code', { row: new Row() }, '.row', { row: 'row' }],
    ...[Disguised.bind(null), new Proxy(Disguised, {})].map(
      constructor =>
        [
          'an instance whose constructor hides its text',
          Object.create(Disguised.prototype, { id: { value: 7 }, constructor: { value: constructor } }),
          '',
          { id: 7 },
        ] satisfies [string, unknown, string, unknown],
    ),
    [
      'a proxy that gives a toJSON',
      new Proxy({ ssn: '123-45-6789' }, { get: (_, name) => (name === 'toJSON' ? () => 'proxy' : 'raw') }),
      '',
      'proxy',
    ],
    ['plain data with toJSON', { a: { b: 1, toJSON: () => 'b' } }, '.a', { a: 'b' }],
    ['a date with toJSON', Object.assign(new Date(5), { toJSON: () => 'day' }), '', 'day'],
    ['a URL', { at: new URL('https://a.example/?q') }, '.at', { at: 'https://a.example/?q' }],
    ['a function', { f: () => {}, n: 1 }, '.f', { f: undefined, n: 1 }],
    ['a subclass of Map', { by: new MyMap([[1, 2]]) }, '.by', { by: {} }],
    ['a subclass of Array', { list: MyArray.of(1) }, '.list', { list: [1] }],
    ['a Buffer', Buffer.from([1]), '', { type: 'Buffer', data: [1] }],
    ['an inherited field', Object.create({ a: 1 }, { b: { value: 2, enumerable: true } }), '', { b: 2 }],
    ['an instance within a Map', new Map([['a', new Secretive()]]), '[][]', new Map([['a', { id: 7 }]])],
    [
      'only the first of two',
      { a: { b: [1, () => {}] }, c: new Money() },
      '.a.b[]',
      { a: { b: [1, undefined] }, c: { currency: 'EUR' } },
    ],
  ])('%s', (_, value, other, expected) => {
    expect(copy(value, true)).toEqual({ value: expected, other })
  })

  test.each<[string, unknown]>([
    ['a promise', Promise.resolve(1)],
    ['a WeakMap', new WeakMap()],
    ['a stream', new ReadableStream()],
  ])('%s has no JSON either', (_, value) => {
    const copied = copy({ at: value }, true)
    expect(copied.fault ?? copied.other).toBe('.at')
  })
})

test('a method that hides data is called once, and what it hides is not read', () => {
  const read: PropertyKey[] = []
  const hiding = new Proxy(new Secretive(), {
    get(target, name) {
      read.push(name)
      return Reflect.get(target, name)
    },
  })
  expect(copy({ hiding }, true).value).toEqual({ hiding: { id: 7 } })
  expect(read).not.toContain('ssn')
})

describe('cannot be read', () => {
  test.each<[string, () => unknown, string]>([
    [
      'a getter that throws',
      () => ({
        before: {},
        list: [
          {
            get x() {
              throw new Error('getter')
            },
          },
        ],
      }),
      '.list[].x',
    ],
    [
      'a toJSON that throws',
      () => ({
        a: {
          toJSON() {
            throw new Error('toJSON')
          },
        },
      }),
      '.a',
    ],
    [
      'a revoked proxy',
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {})
        revoke()
        return { proxy }
      },
      '.proxy',
    ],
    [
      'a buffer that was moved away',
      () => {
        const pixels = new Uint8Array(1)
        structuredClone(pixels, { transfer: [pixels.buffer] })
        return { pixels }
      },
      '.pixels',
    ],
  ])('%s', (_, make, fault) => {
    expect(copy(make(), true)).toMatchObject({ fault, error: expect.any(Error) as Error })
  })
})

/** Counts what a value is asked for, by the traps of a proxy. */
function counted<Value extends object>(value: Value) {
  const counts = { reads: 0 }
  const proxy = new Proxy(value, {
    get(target, name) {
      counts.reads += 1
      return Reflect.get(target, name)
    },
  })
  return { proxy, counts }
}

const chain = (depth: number) => {
  let value: unknown = 1
  for (let n = 0; n < depth; n++) value = [value]
  return value
}
const bomb = () => {
  let value: unknown = ['x', 'x']
  for (let n = 0; n < 60; n++) value = [value, value]
  return value
}

describe('beyond the limits is given up before it is walked', () => {
  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic

  test.each<[string, () => unknown, RegExp]>([
    ['many elements', () => ({ a: Array(20_000_000) }), /^\.a$/],
    ['a length without elements', () => [1, Object.assign([], { length: 4_000_000_000 })], /^\[\]$/],
    ['a huge Map', () => new Map(Array.from({ length: 170_000 }, (_, n) => [n, n])), /^$/],
    ['a huge Set', () => new Set(Array.from({ length: 170_000 }, (_, n) => n)), /^$/],
    ['a huge typed array', () => ({ p: new Uint8Array(82_000_000) }), /^\.p$/],
    ['many typed arrays', () => Array.from({ length: 42 }, () => new Uint8Array(2_000_000)), /^\[\]$/],
    ['deep nesting', () => chain(100_000), /^(\[\]){1000,1001}$/],
    ['a value within itself', () => ({ c: cyclic }), /^\.c(\.self)+$/],
    ['a part that is shared on every level', bomb, /^(\[\])+$/],
    [
      'a toJSON that returns itself',
      () => ({
        toJSON() {
          return this
        },
      }),
      /^$/,
    ],
  ])('%s', (_, make, path) => {
    const { fault, error } = copy(make(), true)
    expect(error).toBeInstanceOf(RangeError)
    expect(fault).toMatch(path)
  })

  test.each<[string, object, number]>([
    ['an array', Array(20_000_000).fill(0), 10],
    ['a length', Object.assign([], { length: 4_000_000_000 }), 10],
    ['an object with many fields', Object.fromEntries(Array.from({ length: 400_000 }, (_, n) => [n, n])), 10],
  ])('%s: few of its parts are read', (_, value, atMost) => {
    const { proxy, counts } = counted(value)
    expect(copy({ proxy }, true).error).toBeInstanceOf(RangeError)
    expect(counts.reads).toBeLessThan(atMost)
  })

  test('what is within the limits is copied', () => {
    const pixels = Array.from({ length: 224 * 224 * 3 }, (_, n) => n % 256)
    expect(copy({ pixels }, true).value).toEqual({ pixels })
    expect(copy(new Uint8Array(8_294_400), true).value).toHaveLength(8_294_400)
  })
})

describe('built-in classes that the page has patched change nothing', () => {
  const patched = [
    Object,
    Array,
    String,
    Number,
    Boolean,
    Date,
    BigInt,
    Map,
    Set,
    Object.getPrototypeOf(Int8Array),
  ]
  const during = (run: () => void) => {
    const before = patched.map(
      ({ prototype }) => [prototype, Object.getOwnPropertyDescriptor(prototype, 'toJSON')] as const,
    )
    for (const [prototype] of before)
      Object.defineProperty(prototype, 'toJSON', {
        value: () => 'patched',
        configurable: true,
        writable: true,
        enumerable: false,
      })
    try {
      run()
    } finally {
      for (const [prototype, descriptor] of before) {
        if (descriptor) Object.defineProperty(prototype, 'toJSON', descriptor)
        else Reflect.deleteProperty(prototype, 'toJSON')
      }
    }
  }

  test('plain data, dates, lists and bytes are cloned', () => {
    const value = {
      a: [1, { s: 's' }],
      at: new Date(5),
      by: new Map([[1, 2n]]),
      of: new Set([1]),
      p: new Int8Array([1]),
    }
    let copied: unknown
    during(() => (copied = copy(value, true)))
    expect(copied).toEqual({ value, other: undefined })
  })
})
