import type { Bound } from '@shadow-mode/protocol'
import { expect, test } from 'vitest'
import { findViolations } from './find-violations.ts'

const at = (path: string, limits: Partial<Bound>): Bound[] => [{ id: 'b', path, ...limits }]
const range = { min: 0, max: 1 }

test.each<[string, Bound[], unknown, unknown]>([
  ['a number in its range', at('p', range), { p: 1 }, { p: 0 }],
  ['an allowed class', at('a.class', { oneOf: ['x', true, null] }), { a: { class: null } }, undefined],
  ['a difference at its limit', at('p', { maxDifference: 0.5 }), { p: 1 }, { p: 0.5 }],
  ['a difference to nothing', at('p', { maxDifference: 0 }), { p: 1 }, undefined],
  ['a difference to what is no number', at('p', { maxDifference: 0 }), { p: 1 }, { p: 'x' }],
  ['every element', at('items[].score', range), { items: [{ score: 0 }, { score: 1 }] }, undefined],
  ['no elements', at('items[].score', range), { items: [] }, undefined],
  ['lists of lists', at('[][]', range), [[0], [1, 0.5]], undefined],
  ['a bare output', at('$', range), 0.5, undefined],
  ['no limit', at('p', {}), {}, undefined],
  ['typed arrays', at('scores[]', range), { scores: Float64Array.of(0.25, 0.75) }, undefined],
  ['64-bit integers', at('ids[]', { min: 0, max: 3 }), { ids: BigInt64Array.of(0n, 3n) }, undefined],
  ['a bigint', at('label', { oneOf: [2] }), { label: 2n }, undefined],
  [
    'a bigint beyond exact numbers',
    at('id', { oneOf: ['9007199254740993'] }),
    { id: 9_007_199_254_740_993n },
    undefined,
  ],
  ['a set', at('labels[]', { oneOf: ['a'] }), { labels: new Set(['a']) }, undefined],
  ['a date', at('at', { oneOf: ['1970-01-01T00:00:00.000Z'] }), { at: new Date(0) }, undefined],
  ['an object with toJSON', at('p', range), { toJSON: () => ({ p: 0.5 }) }, undefined],
  ['typed arrays beside arrays', at('s[]', { maxDifference: 0.5 }), { s: Float32Array.of(1) }, { s: [1.5] }],
])('%s violates nothing', (_, bounds, output, live) => {
  expect(findViolations(bounds, output, live)).toEqual([])
})

const cyclic: Record<string, unknown> = { p: 2 }
cyclic['self'] = cyclic
const throwing = {
  get p() {
    throw new Error('getter')
  },
}

test.each<[string, Bound[], unknown, unknown, unknown[]]>([
  ['too small', at('p', range), { p: -1 }, undefined, [-1, 0]],
  ['too great', at('p', range), { p: 2 }, undefined, [2, 1]],
  ['not a number', at('p', range), { p: Number.NaN }, undefined, [null, 0]],
  ['a text', at('p', range), { p: '0.5' }, undefined, ['0.5', 0]],
  ['missing', at('p', range), {}, undefined, [null, 0]],
  ['inherited', at('constructor', { oneOf: ['x'] }), {}, undefined, [null, ['x']]],
  ['of nothing', at('p', range), null, undefined, [null, 0]],
  ['a getter that throws', at('p', range), throwing, undefined, [null, 0]],
  ['in a circle', at('self.self.p', range), cyclic, undefined, [2, 1]],
  ['another class', at('c', { oneOf: ['x', 1] }), { c: '1' }, undefined, ['1', ['x', 1]]],
  ['too far from live', at('p', { maxDifference: 0.25 }), { p: 1 }, { p: 0.5 }, [0.5, 0.25]],
  ['no number beside one', at('p', { maxDifference: 9 }), {}, { p: 0.5 }, [null, 9]],
  ['one element', at('i[].s', range), { i: [{ s: 0 }, { s: 7 }] }, undefined, [7, 1]],
  ['one of pixels', at('[]', range), new Float32Array([0, 3]), undefined, [3, 1]],
  ['one of bytes', at('p[]', range), { p: Uint8Array.of(0, 3) }, undefined, [3, 1]],
  ['one of 64-bit integers', at('p[]', range), { p: BigUint64Array.of(0n, 3n) }, undefined, [3, 1]],
  ['a hole', at('[]', range), Object.assign([], [0], { length: 2 }), undefined, [null, 0]],
  ['a list too long to look at', at('[]', range), Array(20_000_000), undefined, [null, 0]],
  [
    'a length of four billion',
    at('a[]', range),
    { a: Object.assign([], { length: 4e9 }) },
    undefined,
    [null, 0],
  ],
  ['a long text', at('c', { oneOf: [] }), { c: 'x'.repeat(999) }, undefined, ['x'.repeat(256), []]],
])('%s violates', (_, bounds, output, live, [value, limit]) => {
  expect(findViolations(bounds, output, live)).toEqual([{ id: 'b', value, limit }])
})

test('elements are compared to live by position, and no more than 100 are told', () => {
  const bounds = at('[]', { maxDifference: 1 })
  expect(findViolations(bounds, [1, 5, 3], [1, 2, 3])).toEqual([{ id: 'b', value: 3, limit: 1 }])
  expect(findViolations(at('[]', range), Array(1_000_000).fill(2))).toHaveLength(100)
})
