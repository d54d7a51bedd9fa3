import { anyValue, expectedForm } from '@shadow-mode/test-support/values/arbitrary-values.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonPart } from './json-part.ts'
import { toJson } from './to-json.ts'

/** Adds a `toJSON` to every built-in class, as old libraries do to some, and takes it away again. */
function whilePatched<Value>(run: () => Value): Value {
  const classes = [
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
  const before = classes.map(
    ({ prototype }) => [prototype, Object.getOwnPropertyDescriptor(prototype, 'toJSON')] as const,
  )
  for (const [prototype] of before)
    Object.defineProperty(prototype, 'toJSON', { value: () => 'patched', configurable: true })
  try {
    return run()
  } finally {
    for (const [prototype, own] of before) {
      Reflect.deleteProperty(prototype, 'toJSON')
      if (own) Object.defineProperty(prototype, 'toJSON', own)
    }
  }
}

const pair = {
  text: 'text',
  list: [1, [2], { three: 3 }],
  at: new Date(5),
  big: [1n, 2n ** 60n],
  by: new Map([[1, new Set(['a'])]]),
  scores: Float32Array.of(0.25, 0.75),
  ids: BigInt64Array.of(-1n, 2n ** 60n),
}
const json =
  '{"text":"text","list":[1,[2],{"three":3}],"at":"1970-01-01T00:00:00.005Z","big":[1,"1152921504606846976"],' +
  '"by":[[1,["a"]]],"scores":[0.25,0.75],"ids":[-1,"1152921504606846976"]}'

describe('toJson', () => {
  test('is JSON.stringify, and a list for what is one', () => {
    fc.assert(
      fc.property(anyValue, value => {
        const form = toJson({ value })
        expect(JSON.parse(form)).toEqual({ value: expectedForm(value) })
      }),
      { numRuns: 1_000 },
    )
  })

  test('every kind, on a page that has patched every class too', () => {
    expect(toJson(pair)).toBe(json)
    expect(whilePatched(() => JSON.stringify(pair))).toBe('"patched"')
    expect(whilePatched(() => toJson(pair))).toBe(json)
  })

  test.each<[string, unknown]>([
    ['a text', 'x'.repeat(11)],
    ['a list', Array(11).fill(0)],
    ['bytes', new Uint8Array(11)],
    ['many values', Array.from({ length: 5 }, () => ({ a: 1 }))],
  ])('%s that is longer than allowed', (_, value) => {
    expect(() => toJson(value, 10)).toThrow(expect.objectContaining({ code: 'oversize' }))
  })

  test('a length of four billion is not walked', () => {
    const sparse = Object.assign([], { length: 4_000_000_000 })
    expect(() => toJson({ sparse })).toThrow(expect.objectContaining({ code: 'oversize' }))
    expect(() => jsonPart(new Uint8Array(2_000_001))).toThrow(expect.objectContaining({ code: 'oversize' }))
    expect(jsonPart(new Uint8Array(2_000_000))).toHaveLength(2_000_000)
  })

  test('a text that fits is not refused', () => {
    const value = { a: ['text', 1, null], b: 'x' }
    const text = toJson(value)
    expect(toJson(value, text.length)).toBe(text)
  })
})
