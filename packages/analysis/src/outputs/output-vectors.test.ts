import type { JsonValue } from '@shadow-mode/protocol'
import { expect, test } from 'vitest'
import { MAX_ELEMENTS, MAX_PATHS, MAX_POSITIONS } from '../limits.ts'
import { createOmissionCounter } from './omission-counter.ts'
import { createOutputTree } from './output-tree.ts'

function compare(pairs: [live: JsonValue, candidate: JsonValue][], ignored: string[] = []) {
  const omissions = createOmissionCounter()
  const tree = createOutputTree(ignored, omissions)
  pairs.forEach(([live, candidate], i) => tree.add(live, candidate, i))
  const leaves = tree.leaves()
  return {
    paths: [...leaves.keys()],
    values: (path: string) => Array.from(leaves.get(path)?.numbers().candidate ?? []),
    unmatched: (path: string) => leaves.get(path)?.unmatched,
    vectors: [...tree.vectors().keys()],
    cuts: omissions.list(),
  }
}
const numbers = (length: number) => Array.from({ length }, (_, i) => i)
const same = (value: JsonValue): [JsonValue, JsonValue] => [value, value]
const none = { liveOnly: 0, candidateOnly: 0, neither: 0, otherKind: 0 }

test('the positions of a vector have paths of their own', () => {
  const { paths, values, vectors } = compare([
    [{ p: [1, 2] }, { p: [3, 4] }],
    [{ p: [5, 6] }, { p: [7, 8] }],
  ])
  expect(paths).toEqual(['p[0]', 'p[1]'])
  expect([values('p[0]'), values('p[1]')]).toEqual([
    [3, 7],
    [4, 8],
  ])
  expect(vectors).toEqual(['p'])
})

test('an output that is a vector, and vectors in a list', () => {
  expect(compare([same([1, 2])])).toMatchObject({ paths: ['[0]', '[1]'], vectors: ['$'] })
  expect(
    compare([
      same([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ]).paths,
  ).toEqual(['[][0]', '[][1]', '[][2]'])
})

test.each([
  ['another length', [1, 2, 3]],
  ['no elements', []],
  ['a text', [1, 'x']],
  ['an array', [1, [2]]],
] satisfies [string, JsonValue][])('becomes a list, without losing a value, when live has %s', (_, live) => {
  const { paths, values, unmatched, vectors } = compare([
    [{ p: [1, 2] }, { p: [3, 4] }],
    [{ p: [1, 2] }, { p: [null, 'x'] }],
    [{ p: live }, { p: [9] }],
  ])
  expect(paths.filter(path => path !== 'p[][]')).toEqual(['p[]'])
  expect(new Set(values('p[]'))).toEqual(new Set(live.length > 0 ? [3, 4, 9] : [3, 4]))
  expect(unmatched('p[]')).toMatchObject({ otherKind: 1 })
  expect(vectors).toEqual([])
})

test('stays a vector when few of live’s arrays have another length, whose elements share a path', () => {
  const other: [JsonValue, JsonValue] = [
    [1, 2, 3],
    [7, 8, 9],
  ]
  const { paths, values, vectors } = compare([...Array.from({ length: 19 }, () => same([1, 2])), other])
  expect(paths).toEqual(['[0]', '[1]', '[]'])
  expect(values('[]')).toEqual([7, 8, 9])
  expect(vectors).toEqual(['$'])
})

test.each([
  ['an array of another length', [3], { ...none, liveOnly: 1 }],
  ['texts', ['3', '4'], { ...none, otherKind: 1 }],
  ['an object', { a: 1 }, { ...none, liveOnly: 1 }],
  ['nothing', null, { ...none, liveOnly: 1 }],
] satisfies [string, JsonValue, object][])(
  'stays a vector when the candidate has %s',
  (_, candidate, expected) => {
    const { unmatched, vectors } = compare([same({ p: [1, 2] }), [{ p: [1, 2] }, { p: candidate }]])
    expect(unmatched('p[1]')).toEqual(expected)
    expect(vectors).toEqual(['p'])
  },
)

test('what the candidate has beyond the length of live, or without an array of live, is counted', () => {
  const { unmatched, vectors } = compare([
    [{ p: null }, { p: [1, 2] }],
    [{ p: [1, 2] }, { p: [1, 2, 3] }],
  ])
  expect(unmatched('p[]')).toEqual({ ...none, candidateOnly: 3 })
  expect(vectors).toEqual(['p'])
})

test('a missing number of live does not make a list', () => {
  const { unmatched, paths } = compare([
    same([1, 2]),
    [
      [null, 2],
      [1, 2],
    ],
  ])
  expect(paths).toEqual(['[0]', '[1]'])
  expect(unmatched('[0]')).toEqual({ ...none, candidateOnly: 1 })
})

test('beyond the limits, the elements share a path', () => {
  const long = compare([same(numbers(MAX_POSITIONS + 1))])
  expect(long).toMatchObject({ paths: ['[]'], vectors: ['$'], cuts: [] })
  expect(long.values('[]')).toEqual(numbers(MAX_POSITIONS + 1))
  expect(compare([same(numbers(MAX_ELEMENTS + 1))]).vectors).toEqual([])
  const many = Object.fromEntries(numbers(4).map(i => [`p${i}`, numbers(MAX_POSITIONS)]))
  const { paths, cuts } = compare([same(many)])
  expect(paths).toHaveLength(3 * MAX_POSITIONS + 1)
  expect(paths.length).toBeLessThan(MAX_PATHS)
  expect(cuts).toEqual([])
})

test('a single number is a list, and an ignored list has no positions', () => {
  expect(compare([same([1])]).paths).toEqual(['[]'])
  expect(compare([same({ p: [1, 2] })], ['p[]'])).toMatchObject({ paths: [], vectors: [] })
  expect(compare([same({ p: [1, 2] })], ['p[1]']).paths).toEqual(['p[0]'])
})
