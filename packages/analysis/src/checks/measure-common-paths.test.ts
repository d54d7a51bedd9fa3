import { makePair } from '@shadow-mode/test-support/make-pair.ts'
import { expect, test } from 'vitest'
import { createAnalysis } from '../create-analysis.ts'
import { makeRules, noFacts, okSide } from '../testing/make-parts.ts'

type Output = Parameters<typeof okSide>[0]

function report(outputs: [live: Output, candidate: Output][], more: Parameters<typeof makeRules>[0] = {}) {
  const analysis = createAnalysis({
    experiment: 'test',
    window: { from: null, to: null },
    rules: makeRules({ minPairs: 4, ...more }),
  })
  for (const [live, candidate] of outputs)
    analysis.add(makePair({ experiment: 'test', live: okSide(live), candidate: okSide(candidate) }))
  const { verdict, checks } = analysis.report(noFacts)
  return { verdict, check: checks.find(({ id }) => id === 'outputs.common') }
}

const repeat = (live: Output, candidate: Output, times = 4) =>
  Array.from({ length: times }, (): [Output, Output] => [live, candidate])

const SENTENCE =
  'fields in common: the outputs have none: live has approved, probability; the candidate has proba'

const margins = { 'outputs.probability.agreement': { min: 0.9 } }

test.each([
  ['without a margin', {}, 'insufficient'],
  ['with a margin', { margins }, 'hold'],
  ['with too few pairs', { margins, minPairs: 5 }, 'insufficient'],
] as const)('one reason says that a candidate answers in another shape, %s', (_, rules, decision) => {
  const { verdict } = report(repeat({ approved: true, probability: 0.2 }, { proba: 0.2 }), rules)
  expect(verdict.decision).toBe(decision)
  expect(verdict.reasons.filter(({ text }) => text === SENTENCE)).toEqual([
    { checkId: 'outputs.common', text: SENTENCE },
  ])
  expect(verdict.reasons.map(({ text }) => text).join()).not.toContain('no margin')
})

test.each([
  [
    'nested objects',
    { result: { a: 1 } },
    { result: { b: 1 } },
    'live has result.a; the candidate has result.b',
  ],
  ['a bare value', 0.5, { score: 0.5 }, 'live has $; the candidate has score'],
  ['a list', { scores: [1] }, { scores: { yes: 1 } }, 'live has scores[]; the candidate has scores.yes'],
  ['a candidate without values', { a: 1 }, { a: null }, 'live has a; the candidate has none'],
  [
    'many fields',
    Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`f${n}`, n])),
    { a: 1 },
    'live has f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, …; the candidate has a',
  ],
] satisfies [string, Output, Output, string][])('names the paths of %s', (_, live, candidate, text) => {
  expect(report(repeat(live, candidate)).check?.message).toContain(text)
})

test.each([
  [
    'a field has a value on both sides in one pair',
    [...repeat({ a: 1 }, { b: 1 }), ...repeat({ a: 1 }, { a: 1 }, 1)],
  ],
  ['a field is a number on one side and a class on the other', repeat({ a: 1 }, { a: 'x' })],
  ['no output was kept', repeat(undefined, undefined)],
  ['there are no pairs', []],
] satisfies [string, [Output, Output][]][])('says nothing if %s', (_, outputs) => {
  expect(report(outputs).check).toBeUndefined()
})

test('rules may name the check while it is absent', () => {
  const { check } = report(repeat({ a: 'x' }, { a: 'x' }), { muted: ['outputs.common', 'typo'] })
  expect(check).toBeUndefined()
  expect(report(repeat({ a: 'x' }, { b: 'x' }), { muted: ['outputs.common'] }).check?.status).toBe('muted')
})
