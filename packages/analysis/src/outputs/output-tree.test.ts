import type { JsonValue } from '@shadow-mode/protocol'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_CLASSES, MAX_DEPTH, MAX_ELEMENTS, MAX_NODES, MAX_PATH_LENGTH, MAX_PATHS } from '../limits.ts'
import { compareLeaf } from './compare-leaf.ts'
import { countOmittedClasses } from './count-omitted-classes.ts'
import { createOmissionCounter } from './omission-counter.ts'
import { createOutputTree } from './output-tree.ts'

function compare(pairs: [JsonValue | undefined, JsonValue | undefined][], ignored: string[] = []) {
  const omissions = createOmissionCounter()
  const tree = createOutputTree(ignored, omissions)
  pairs.forEach(([live, candidate], i) => tree.add(live, candidate, i))
  const blocks = new Map(Array.from(tree.leaves(), ([path, leaf]) => [path, compareLeaf(leaf)]))
  return {
    blocks,
    cuts: [...omissions.list(), ...countOmittedClasses(tree.leaves())],
    paths: [...blocks.keys()],
  }
}
const none = { liveOnly: 0, candidateOnly: 0, neither: 0, otherKind: 0 }

test('names leaves by path; array elements share one', () => {
  const output = { approved: true, items: [{ score: 1 }, { score: 2 }], tags: ['a', 'b'], deep: { er: 3 } }
  const { blocks, paths } = compare([[output, output]])
  expect(paths).toEqual(['approved', 'items[].score', 'tags[]', 'deep.er'])
  expect(blocks.get('items[].score')).toMatchObject({ kind: 'numeric', n: 2 })
  expect(blocks.get('tags[]')).toMatchObject({ kind: 'categorical', n: 2 })
})

test('an output that is a bare value or array', () => {
  expect(compare([[1, 2]]).paths).toEqual(['$'])
  expect(compare([[[1], [2]]]).paths).toEqual(['[]'])
  expect(compare([[[[1]], [[2]]]]).paths).toEqual(['[][]'])
})

test('keys that look like paths, or that every object inherits, are quoted and told apart', () => {
  const hostile: JsonValue = JSON.parse(
    '{"a.b":1,"a":{"b":2},"__proto__":{"polluted":3},"constructor":4,"":5,"$":6,"x[]":7,"x":[8]}',
  )
  const { paths } = compare([[hostile, hostile]])
  expect(paths).toEqual([
    '["a.b"]',
    'a.b',
    '["__proto__"].polluted',
    '["constructor"]',
    '[""]',
    '["$"]',
    '["x[]"]',
    'x[]',
  ])
  expect('polluted' in {}).toBe(false)
  // A key on one side must not match an inherited member of the other.
  const { blocks } = compare([[JSON.parse('{"toString":1}'), {}]])
  expect(blocks.get('toString')?.unmatched).toEqual({ ...none, liveOnly: 1 })
})

test('what cannot be compared is counted, whatever the reason', () => {
  const { blocks } = compare([
    [{ x: 1 }, { x: 2 }],
    [{ x: 1 }, {}],
    [{ x: null }, { x: 2 }],
    [{ x: null }, { x: null }],
    [{ x: 1 }, { x: 'one' }],
    [{ x: 'one' }, { x: 'one' }],
    [{ x: 1 }, { x: Infinity }],
    [{ x: 1 }, { x: { y: 2 } }],
    [{ x: {} }, { x: null }],
    [{ x: 1 }, undefined],
    [undefined, undefined],
  ])
  expect(blocks.get('x')).toMatchObject({
    kind: 'numeric',
    n: 1,
    unmatched: { liveOnly: 4, candidateOnly: 1, neither: 2, otherKind: 2 },
  })
  expect(blocks.get('x.y')?.unmatched).toEqual({ ...none, candidateOnly: 1 })
})

test('arrays of different length: the longer one has the rest for itself', () => {
  const { blocks } = compare([[{ s: ['a', 'b', 'c'] }, { s: ['a'] }]])
  expect(blocks.get('s[]')).toMatchObject({ n: 1, unmatched: { ...none, liveOnly: 2 } })
})

test('ignored paths take everything below them along', () => {
  const output = { meta: { id: 'x', at: 1 }, requestId: 'r', score: 1 }
  expect(compare([[output, output]], ['meta', 'requestId']).paths).toEqual(['score'])
})

const wide = (from: number, n: number) =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${from + i}`, i]))

const ones = (length: number) => Array.from({ length }, () => 1)

test('every limit holds, and says so', () => {
  const many = compare([[wide(0, MAX_PATHS + 3), wide(0, MAX_PATHS + 3)]])
  expect(many.paths.length).toBe(MAX_PATHS)
  expect(many.cuts).toEqual([{ what: 'paths', path: null, limit: MAX_PATHS, omitted: 3 }])

  const endless = compare(Array.from({ length: 20 }, (_, i) => [wide(i * 1000, 1000), wide(i * 1000, 1000)]))
  expect(endless.cuts.reduce((total, cut) => total + cut.omitted, 0)).toBe(20_000 - MAX_PATHS)
  expect(MAX_NODES).toBeLessThan(20_000)

  const long = compare([[ones(MAX_ELEMENTS + 5), ones(MAX_ELEMENTS + 2)]])
  expect(long.blocks.get('[]')?.n).toBe(MAX_ELEMENTS)
  expect(long.cuts).toEqual([{ what: 'elements', path: '[]', limit: MAX_ELEMENTS, omitted: 5 }])

  const nested: JsonValue = JSON.parse(`${'['.repeat(5000)}1${']'.repeat(5000)}`)
  const deep = compare([[nested, nested]])
  expect(deep.paths).toEqual([])
  expect(deep.cuts).toMatchObject([{ what: 'depth', limit: MAX_DEPTH, omitted: 1 }])
})

test('too many classes cost the table, not the agreement', () => {
  const pairs = Array.from({ length: 200 }, (_, i): [JsonValue, JsonValue] => [
    { c: `c${i}` },
    { c: `c${i % 150}` },
  ])
  const { blocks, cuts } = compare(pairs)
  const block = blocks.get('c')
  if (block?.kind !== 'categorical') throw new Error('not categorical')
  expect(block.agreement).toMatchObject({ agreeing: 150, rate: 0.75 })
  expect([block.kappa, block.mcnemar, block.confusion.labels]).toEqual([null, null, []])
  expect(Object.keys(block.reasons).sort()).toEqual(['confusion', 'kappa', 'mcnemar'])
  expect(cuts).toMatchObject([{ what: 'classes', path: 'c', limit: MAX_CLASSES }])
})

test('numbers at the edge of what a double holds give null with a reason, never NaN', () => {
  const huge = [1e308, -1e308, 5, 1e-320, 0, -0]
  const { blocks } = compare(huge.map((x, i) => [{ x }, { x: huge[(i + 1) % huge.length] ?? 0 }]))
  const text = JSON.stringify(blocks.get('x'))
  const block = blocks.get('x')
  if (block?.kind !== 'numeric') throw new Error('not numeric')
  expect(JSON.parse(text)).toEqual({ ...block })
  expect(block.difference.rmse).toBeNull()
  expect(block.reasons['difference.rmse']).toMatch(/too large/)
})

// Returns the paths of the wanted values. Does not look inside a wanted value or an array.
function find(value: unknown, path: string, wanted: (value: unknown) => boolean): string[] {
  if (wanted(value)) return [path]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    find(inner, path === '' ? key : `${path}.${key}`, wanted),
  )
}
const notFinite = (value: unknown) => typeof value === 'number' && !Number.isFinite(value)

const toJson = (value: unknown): JsonValue => JSON.parse(JSON.stringify(value))

test('any two outputs: no NaN, and every null has its reason', () => {
  const outputs = fc.array(fc.tuple(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 })), {
    maxLength: 8,
  })
  fc.assert(
    fc.property(outputs, list => {
      const { blocks } = compare(list.map(([live, candidate]) => [toJson(live), toJson(candidate)]))
      for (const { reasons, ...block } of blocks.values()) {
        expect(find(block, '', notFinite)).toEqual([])
        expect(Object.keys(reasons)).toEqual(expect.arrayContaining(find(block, '', value => value === null)))
      }
    }),
  )
})

test('any output against itself agrees wholly', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), value => {
      const json = toJson(value)
      for (const block of compare([[json, json]]).blocks.values()) {
        expect({ ...block.unmatched, neither: 0, otherKind: 0 }).toEqual(none)
        const same = block.kind === 'categorical' ? block.agreement.agreeing : block.difference.equal
        expect(same).toBe(block.n)
      }
    }),
  )
})

test('a path longer than the limit is cut and counted, however many pairs bring one', () => {
  const long = 'k'.repeat(MAX_PATH_LENGTH + 1)
  const fits = 'k'.repeat(MAX_PATH_LENGTH)
  const { paths, cuts } = compare([
    [
      { a: 1, [long]: 1, [fits]: 1 },
      { a: 1, [long]: { [long]: 2 } },
    ],
    [{ a: 1 }, { a: 1, [`1${long}`]: 3 }],
  ])
  expect(paths).toEqual(['a', fits])
  expect(cuts).toEqual([{ what: 'paths', path: null, limit: MAX_PATH_LENGTH, omitted: 2 }])
})
