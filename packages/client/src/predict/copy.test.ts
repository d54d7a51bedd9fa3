import { describe, expect, test } from 'vitest'
import { copy } from './copy.ts'

describe('copy', () => {
  test.each([
    ['plain data', { a: 1, b: [true, null, 'x', { c: undefined }] }],
    ['own __proto__', JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}')],
    ['dates and maps', { at: new Date(5), by: new Map([[1, { two: 2 }]]) }],
    ['typed arrays', { pixels: new Float32Array([1, 2, 3]) }],
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
    const value = { list: [{ n: 1 }], when: new Date(5) }
    const copied = copy(value)
    value.list.push({ n: 2 })
    value.when.setTime(6)
    expect(copied).toEqual({ list: [{ n: 1 }], when: new Date(5) })
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
