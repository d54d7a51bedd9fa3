import { PairIdSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { createIdMaker } from './create-id-maker.ts'

type Values = Record<string, unknown>
const AT = Date.UTC(2026, 10, 2)

const makeIds = (
  rows: readonly Values[],
  map: Parameters<typeof createIdMaker>[1] = {},
  experiment = 'e',
) => {
  const make = createIdMaker(experiment, map)
  return rows.map((values, index) => make({ number: index + 1, values }, AT))
}
const sorted = (ids: readonly string[]): string[] => ids.toSorted()

const rows: Values[] = [
  { a: '1', b: 'x' },
  { a: '2', b: 'x' },
  { a: '1', b: 'x' },
  { a: '1', b: 'y' },
]

test('an id is a UUIDv7 of the time of its row, and no two rows share one', () => {
  const ids = makeIds(rows)
  for (const id of ids) {
    expect(v.is(PairIdSchema, id)).toBe(true)
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(AT)
  }
  expect(new Set(ids).size).toBe(rows.length)
})

test('the ids stay when rows are added, before or after, and when rows or columns move', () => {
  const ids = makeIds(rows)
  expect(makeIds([...rows, { a: '9' }]).slice(0, 4)).toEqual(ids)
  expect(makeIds([{ a: '9' }, ...rows]).slice(1)).toEqual(ids)
  expect(sorted(makeIds(rows.toReversed()))).toEqual(sorted(ids))
  expect(makeIds(rows.map(({ a, b }) => ({ b, a })))).toEqual(ids)
  expect(makeIds(rows.map(row => ({ ...row, later: '', another: null })))).toEqual(ids)
})

test('the label comes later than the row, so it is not in the id, also within an object', () => {
  const ids = makeIds([{ a: 1, truth: { y: null, k: 2 } }], { label: 'truth.y' })
  expect(makeIds([{ a: 1, truth: { y: 1, k: 2 } }], { label: 'truth.y' })).toEqual(ids)
  expect(makeIds([{ a: 1, truth: { y: 1, k: 3 } }], { label: 'truth.y' })).not.toEqual(ids)
  expect(makeIds([{ a: 1, y: 1, seen: 'x' }], { label: { column: 'y' }, observedAt: 'seen' })).toEqual(
    makeIds([{ a: 1 }], { label: { column: 'y' }, observedAt: 'seen' }),
  )
})

test('a key decides alone', () => {
  expect(makeIds([{ id: 1, score: 0.5 }], { key: ['id'] })).toEqual(
    makeIds([{ id: 1, score: 0.7 }], { key: ['id'] }),
  )
  expect(new Set(makeIds([{ id: 1 }, { id: 1 }, { id: 2 }], { key: ['id'] })).size).toBe(3)
})

test('every value counts, and so does the experiment', () => {
  const different: Values[] = [
    { a: 1 },
    { a: '1' },
    { a: 1n, b: [1, [2]] },
    { a: 1n, b: [1, [3]] },
    { a: new Date(0) },
    { a: new Uint8Array([1]) },
    { 'a.b': 1 },
    { a: { b: 1 } },
    { a: true },
  ]
  expect(new Set(different.flatMap(row => makeIds([row]))).size).toBe(different.length)
  expect(makeIds(rows, {}, 'other')).not.toEqual(makeIds(rows))
})
