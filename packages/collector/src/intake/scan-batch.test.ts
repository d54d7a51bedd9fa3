import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { JsonScanError } from '../json/json-scan-error.ts'
import { skipValue } from '../json/skip-value.ts'
import { parseFields } from './parse-fields.ts'
import { type ScannedBatch, scanBatch } from './scan-batch.ts'

interface Sliced {
  text: string
  depth: number
}

const scan = (text: string): ScannedBatch<Sliced> =>
  scanBatch(text, {
    list: 'pairs',
    fields: ['losses', 'client'],
    maxDepth: 1_000,
    maxRecords: 1_000,
    maxEnvelopeLength: 1_000_000,
    readRecord: start => {
      const { end, depth } = skipValue(text, start, { maxDepth: 1_000 })
      return { end, record: { text: text.slice(start, end), depth } }
    },
  })

/** What ends the scan. */
function failure(text: string): JsonScanError['kind'] | null {
  try {
    scan(text)
    return null
  } catch (error) {
    if (error instanceof JsonScanError) return error.kind
    throw error
  }
}

type Parsed = { envelope: unknown; records: unknown[] | null } | 'invalid'

/** What scanning and parsing the parts makes of a text, in the words of `JSON.parse`: a throw is `invalid`. */
function byScan(text: string): Parsed {
  if (failure(text) !== null) return 'invalid'
  const { fields, records } = scan(text)
  const envelope = { ...parseFields(fields), ...(records !== null && { pairs: [] }) }
  return { envelope, records: records?.map((record): unknown => JSON.parse(record.text)) ?? null }
}

const KNOWN = new Set(['losses', 'client', 'pairs'])

function byParse(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { envelope: {}, records: null }
    const envelope: Record<string, unknown> = Object.fromEntries(
      Object.entries(value).filter(([key]) => KNOWN.has(key)),
    )
    if (!Array.isArray(envelope['pairs'])) return { envelope, records: null }
    return { envelope: { ...envelope, pairs: [] }, records: envelope['pairs'] }
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
      expect(byScan(source)).toEqual(expected)
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
      expect(byScan(mutated)).toEqual(byParse(mutated))
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
  const { records: found } = scan(`{"pairs": [ ${records.join(' ,\t')} ], "sdk":"1"}`)
  expect(found?.map(record => record.text)).toEqual(records)
})

test('of several pairs keys the last one counts', () => {
  expect(byScan('{"pairs":[1,2],"pairs":[3]}')).toMatchObject({ records: [3] })
  expect(byScan('{"pairs":[1,2],"pairs":{}}')).toMatchObject({ records: null })
  expect(byScan('{"a":{"pairs":[1]}}')).toMatchObject({ records: null })
})

const deep = (n: number): string => `{"pairs":[${'['.repeat(n)}${']'.repeat(n)}]}`

test('depth is measured, and hostile depth and number are refused without recursion', () => {
  expect(scan('{"pairs":[[[1]],2]}')).toMatchObject({ records: [{ depth: 2 }, { depth: 0 }] })
  expect(failure(deep(1_000))).toBe(null)
  expect(failure(deep(1_001))).toBe('too-deep')
  expect(failure(deep(1_000_000))).toBe('too-deep')
  expect(failure(`{"losses":${'{"a":'.repeat(100_000)}`)).toBe('too-deep')
  expect(failure(`{"pairs":[${Array(1_000).fill(0).join(',')}]}`)).toBe(null)
  expect(failure(`{"pairs":[${Array(1_001).fill(0).join(',')}]}`)).toBe('too-many')
})

test('unknown fields are skipped, whatever they hold', () => {
  const escapes = String.raw`\u0041`.repeat(10_000)
  const { fields, records } = scan(
    `{"${escapes}":1,"x":{"${escapes}":["${escapes}"]},"client":"c","pairs":[]}`,
  )
  expect(fields).toEqual(new Map([['client', '"c"']]))
  expect(records).toEqual([])
})

test('the text around the records is limited, and arrays of records that do not count belong to it', () => {
  const long = 'x'.repeat(600_000)
  expect(failure(`{"pairs":["${long}","${long}"]}`)).toBe(null)
  expect(failure(`{"a":"${long}","pairs":[],"b":"${long}"}`)).toBe('too-long')
  expect(failure(`{"pairs":["${long}"],"pairs":["${long}"]}`)).toBe(null)
  expect(failure(`{"pairs":["${long}"],"pairs":["${long}"],"pairs":[]}`)).toBe('too-long')
  expect(failure(`{"pairs":[]}${' '.repeat(1_000_000)}`)).toBe('too-long')
})
