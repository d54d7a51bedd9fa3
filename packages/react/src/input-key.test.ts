import { expect, test } from 'vitest'
import { inputKey } from './input-key.ts'

test.each<[string, unknown, unknown, boolean]>([
  ['order of keys', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, true],
  ['order of elements', [1, 2], [2, 1], false],
  ['a number and its text', { a: 1 }, { a: '1' }, false],
  ['a field that is undefined', { a: 1, b: undefined }, { a: 1 }, true],
  ['a field that is null', { a: 1, b: null }, { a: 1 }, false],
  ['NaN and null', { a: Number.NaN }, { a: null }, false],
  ['NaN and NaN', { a: Number.NaN }, { a: Number.NaN }, true],
  ['Infinity and NaN', [Number.POSITIVE_INFINITY], [Number.NaN], false],
  ['bigints', { a: 10n }, { a: 11n }, false],
  ['typed arrays by content', new Float32Array([1, 2]), new Float32Array([1, 2]), true],
  ['typed arrays of other content', new Float32Array([1, 2]), new Float32Array([1, 3]), false],
  ['dates by time', { at: new Date(5) }, { at: new Date(5) }, true],
  ['dates of other times', { at: new Date(5) }, { at: new Date(6) }, false],
  ['maps by identity', { a: new Map([[1, 2]]) }, { a: new Map([[1, 2]]) }, false],
  ['strings', 'a', 'b', false],
])('%s', (_what, a, b, equal) => {
  expect(inputKey(a) === inputKey(b)).toBe(equal)
})

test('the same map is the same input', () => {
  const map = new Map()
  expect(inputKey({ map })).toBe(inputKey({ map }))
})

test('no input has no key; a falsy one has', () => {
  expect([inputKey(undefined), inputKey(null)]).toEqual([undefined, undefined])
  for (const input of [0, '', false]) expect(inputKey(input)).toBeTypeOf('string')
})

test('a cyclic input is refused', () => {
  const input: Record<string, unknown> = {}
  input['self'] = input
  expect(() => inputKey(input)).toThrow(TypeError)
})
