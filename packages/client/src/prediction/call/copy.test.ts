import { describe, expect, test } from 'vitest'
import { copy } from './copy.ts'

describe('copy', () => {
  test.each([
    ['plain data', { a: 1, b: [true, null, 'x', { c: undefined }] }],
    ['own __proto__', JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}')],
    ['dates and maps', { at: new Date(5), by: new Map([[1, { two: 2 }]]) }],
    ['typed arrays', { pixels: new Float32Array([1, 2, 3]) }],
    ['a part of a buffer', { part: new Uint8Array([1, 2, 3, 4]).subarray(1, 3).slice() }],
    ['a view of data', { view: new DataView(new ArrayBuffer(4)) }],
    ['a bigint', { n: 10n }],
    ['more parts than are copied by hand', Array.from({ length: 3_000 }, (_, n) => ({ n }))],
    ['nothing', undefined],
    ['a string', 'x'],
  ])('%s', (_, value) => {
    const copied = copy(value)
    expect(copied).toEqual(value)
    expect(copied).toStrictEqual(structuredClone(value))
  })

  test('what is changed later does not reach the copy', () => {
    const item = { n: 1 }
    const value = { list: [item], when: new Date(5) }
    const copied = copy(value)
    item.n = 2
    value.when.setTime(6)
    expect(copied).toEqual({ list: [{ n: 1 }], when: new Date(5) })
  })

  test('pixels are copied, also those in a subclass whose slice shares its memory', () => {
    const pixels = new Float32Array([1, 2]).subarray(1)
    const buffer = Buffer.from([1, 2])
    const copied = copy({ pixels, buffer })
    pixels[0] = 9
    buffer[0] = 9
    expect(copied.pixels).toEqual(new Float32Array([2]))
    expect([...copied.buffer]).toEqual([1, 2])
  })

  test('a cycle is kept', () => {
    const value: { self?: unknown } = {}
    value.self = value
    const copied = copy(value)
    expect(copied.self).toBe(copied)
    expect(copied).not.toBe(value)
  })

  test('a proxy of plain data, as reactive frameworks hand out, is copied', () => {
    expect(copy({ form: new Proxy({ age: 35 }, {}) })).toEqual({ form: { age: 35 } })
  })

  test.each([
    ['a function', { f: () => {} }],
    ['a symbol', [Symbol('s')]],
  ])('%s cannot be copied', (_, value) => {
    expect(() => copy(value)).toThrow(expect.objectContaining({ name: 'DataCloneError' }))
  })
})
