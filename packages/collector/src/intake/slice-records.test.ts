import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sliceRecords } from './slice-records.ts'

const limits = { maxDepth: 1_000, maxRecords: 1_000 }

/** What slicing and parsing the parts makes of a text, in the words of `JSON.parse`: a throw is `invalid`. */
function bySlices(text: string): { envelope: unknown; records: unknown[] | null } | 'invalid' {
  const sliced = sliceRecords(text, limits)
  if (sliced.kind !== 'sliced') return 'invalid'
  try {
    const envelope: unknown = JSON.parse(sliced.envelope)
    return { envelope, records: sliced.records?.map((record): unknown => JSON.parse(record.text)) ?? null }
  } catch {
    return 'invalid'
  }
}

function byParse(text: string): { envelope: unknown; records: unknown[] | null } | 'invalid' {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { envelope: value, records: null }
    if (!('pairs' in value) || !Array.isArray(value.pairs)) return { envelope: value, records: null }
    return { envelope: { ...value, pairs: [] }, records: value.pairs }
  } catch {
    return 'invalid'
  }
}

const space = fc.stringMatching(/^[ \t\n\r]{0,2}$/)
const element = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    '9007199254740993',
    '1.0e5',
    '-0',
    '1E+2',
    '"\\ud800"',
    '"\\\\"',
    '"]}\\",["',
    '{"a":1,"a":2}',
  ),
  fc.constantFrom('{"__proto__":{"x":1}}', '{"b":1,"a":2,"1":3}', '[ ]', '{ }', 'null'),
)
const array = fc
  .array(fc.tuple(space, element, space), { maxLength: 5 })
  .map(items => `[${items.map(parts => parts.join('')).join(',')}]`)
const member = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom('"pairs"', '"\\u0070airs"', '"p\\u0061irs"'), array) },
  fc.tuple(fc.constantFrom('"pairs"', '"losses"', '"x\\"pairs"', '""'), fc.oneof(element, array)),
)
const text = fc
  .tuple(space, fc.array(fc.tuple(space, member, space), { maxLength: 4 }), space)
  .map(
    ([before, members, after]) =>
      `${before}{${members.map(([a, [key, value], b]) => `${a}${key}${b}:${a}${value}${b}`).join(',')}}${after}`,
  )

test('for every batch, the slices are the elements that JSON.parse finds', () => {
  fc.assert(
    fc.property(text, source => {
      const expected = byParse(source)
      expect(expected).not.toBe('invalid')
      expect(bySlices(source)).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})

test('a text with one mutation is accepted exactly when JSON.parse accepts it', () => {
  const fragment = fc.constantFrom(
    '',
    '"',
    ',',
    ':',
    '[',
    ']',
    '{',
    '}',
    '\\',
    ' ',
    '0',
    't',
    '\u0000',
    '"pairs":[]',
  )
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(2), fragment, (source, position, removed, inserted) => {
      const at = position % (source.length + 1)
      const mutated = source.slice(0, at) + inserted + source.slice(at + removed)
      expect(bySlices(mutated)).toEqual(byParse(mutated))
    }),
    { numRuns: 3_000 },
  )
})

test('the text of a record stays as it was sent', () => {
  const records = [
    '{"n":9007199254740993, "f":1.0e5}',
    '{ "__proto__": {"a":1},\n "a.b":1, "a":{"b":2} }',
    '{"k":1,"k":2}',
    '"\\u00e9 é \\ud83d\\ude00"',
  ]
  const sliced = sliceRecords(`{"pairs": [ ${records.join(' ,\t')} ], "sdk":"1"}`, limits)
  expect(sliced).toMatchObject({ kind: 'sliced', records: records.map(record => ({ text: record })) })
})

test('of several pairs keys the last one counts', () => {
  expect(bySlices('{"pairs":[1,2],"pairs":[3]}')).toMatchObject({ records: [3] })
  expect(bySlices('{"pairs":[1,2],"pairs":{}}')).toMatchObject({ records: null })
  expect(bySlices('{"a":{"pairs":[1]}}')).toMatchObject({ records: null })
})

const deep = (n: number): string => `{"pairs":[${'['.repeat(n)}${']'.repeat(n)}]}`

test('depth is measured, and hostile depth and number are refused without recursion', () => {
  expect(sliceRecords('{"pairs":[[[1]],2]}', limits)).toMatchObject({ records: [{ depth: 2 }, { depth: 0 }] })
  expect(sliceRecords(deep(1_000), limits).kind).toBe('sliced')
  expect(sliceRecords(deep(1_001), limits).kind).toBe('too-deep')
  expect(sliceRecords(deep(1_000_000), limits).kind).toBe('too-deep')
  expect(sliceRecords(`{"losses":${'{"a":'.repeat(100_000)}`, limits).kind).toBe('too-deep')
  expect(sliceRecords(`{"pairs":[${Array(1_000).fill(0).join(',')}]}`, limits).kind).toBe('sliced')
  expect(sliceRecords(`{"pairs":[${Array(1_001).fill(0).join(',')}]}`, limits).kind).toBe('too-many')
})
