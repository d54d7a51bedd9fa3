import * as v from 'valibot'
import { expect, test } from 'vitest'
import { describeIssues } from './describe-issues.ts'
import { RulesSchema } from './rules.ts'

const Named = v.object({ name: v.string() })
const Empty = v.strictObject({})

const problem = (schema: v.GenericSchema, value: unknown, noun?: string): string =>
  describeIssues(v.safeParse(schema, value).issues ?? [], noun)

test.each([
  ['a key that the schema does not know', Empty, { maximum: 3 }, 'maximum: unknown field'],
  ['a key that is not there', Named, {}, 'name: missing'],
  ['a key that holds nothing', Named, { name: undefined }, /^name: .*Expected string/],
  ['no object', Named, undefined, /Expected Object/],
])('%s is told in plain words', (_, schema, value, told) => {
  expect(problem(schema, value)).toMatch(told)
})

test('a misspelt rule is called one', () => {
  expect(problem(RulesSchema, { minPair: 5 }, 'rule')).toBe('minPair: unknown rule')
})
