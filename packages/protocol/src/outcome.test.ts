import * as v from 'valibot'
import { expect, test } from 'vitest'
import { describeIssues } from './describe-issues.ts'
import { jsonSchemas } from './json-schema.ts'
import { OutcomeSchema } from './outcome.ts'

const id = '0198aaaa-0000-7000-8000-000000000001'
const outcome = { experiment: 'credit-risk', label: 1, observedAt: '2026-11-02T00:07:10.288Z' }

test.each([
  { ...outcome, id },
  { ...outcome, reference: 'application-4711' },
  { ...outcome, id, reference: 'application-4711', outcomeId: id },
  { ...outcome, id, label: null },
])('takes %j', value => {
  expect(v.parse(OutcomeSchema, value)).toEqual(value)
})

test.each([
  [outcome, 'Expected an id or a reference'],
  [{ ...outcome, id: '4711' }, 'id: Expected a UUIDv7'],
  [{ ...outcome, id, outcomeId: 7 }, 'outcomeId: '],
  [{ ...outcome, reference: '' }, 'reference: '],
  [{ ...outcome, id, label: undefined }, 'label: Expected a JSON value'],
  [{ ...outcome, id, observedAt: 'yesterday' }, 'observedAt: '],
])('names what is wrong with %j', (value, problem) => {
  const parsed = v.safeParse(OutcomeSchema, value)
  expect(parsed.success ? '' : describeIssues(parsed.issues)).toContain(problem)
})

test('has a JSON Schema', () => {
  expect(jsonSchemas().Outcome).toMatchObject({
    properties: { outcomeId: {}, id: {}, reference: {} },
    required: ['experiment', 'label', 'observedAt'],
  })
})
