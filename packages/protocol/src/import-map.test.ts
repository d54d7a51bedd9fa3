import * as v from 'valibot'
import { expect, test } from 'vitest'
import { describeIssues } from './describe-issues.ts'
import { ImportMapSchema } from './import-map.ts'

const models = { live: { probability: 'p1' }, candidate: { probability: 'p2' } }

test.each([
  ['three fields', { time: 't', live: 'p1', candidate: 'p2' }],
  [
    'every field',
    {
      time: { column: 't', unit: 'us' },
      ...models,
      inputs: {
        age: 'AGE',
        pair: ['a', { column: 'b', type: 'string', missing: [] }],
        constant: { value: null },
      },
      label: 'y',
      observedAt: { column: 'seen', format: 'dd.MM.yyyy', timezone: 'Europe/Berlin' },
      subject: 's',
      reference: 'r',
      versions: { live: { value: '3.1' }, candidate: 'v' },
      latency: { live: 'ms', candidate: { column: 's', unit: 's' } },
      key: ['r'],
      missing: ['-'],
      timezone: 'UTC',
      decimal: ',',
      csv: { delimiter: ';', quote: "'", header: false, encoding: 'windows-1252' },
    },
  ],
])('accepts a map with %s', (_, map) => {
  expect(v.parse(ImportMapSchema, map)).toEqual(map)
})

const describeProblem = (map: unknown): string => {
  const parsed = v.safeParse(ImportMapSchema, map)
  return parsed.success ? 'accepted' : describeIssues(parsed.issues)
}

const OBJECT = '{"column": …} or {"value": …}'

test.each([
  ['nothing', {}, 'time: missing; live: missing; candidate: missing'],
  ['a misspelt field', { time: 't', ...models, input: '*' }, 'input: unknown field'],
  [
    'a number for a column',
    { ...models, time: 3 },
    `time: Expected the name of a column, ${OBJECT} but received 3`,
  ],
  ['a misspelt field of a column', { ...models, time: { colum: 't' } }, 'time: unknown field "colum"'],
  ['a unit that is none', { ...models, time: { column: 't', unit: 'min' } }, /^time: "unit": .*"us".*"min"$/],
  [
    'a column and a constant',
    { ...models, time: { column: 't', value: 1 } },
    'time: Expected either "column" or "value"',
  ],
  ['a column that is neither', { ...models, time: {} }, 'time: Expected either "column" or "value"'],
  ['an output without names', { time: 't', live: {}, candidate: 'p2' }, 'live: Expected at least one name'],
  [
    'a type that is none',
    { time: 't', live: { p: { column: 'p1', type: 'float' } }, candidate: 'p2' },
    /^live: "p": "type": .*"number".*"float"$/,
  ],
  [
    'a delimiter of two characters',
    { time: 't', ...models, csv: { delimiter: ';;' } },
    'csv.delimiter: Expected one character',
  ],
])('refuses %s, and names the field', (_, map, problem) => {
  expect(describeProblem(map)).toMatch(problem)
})
