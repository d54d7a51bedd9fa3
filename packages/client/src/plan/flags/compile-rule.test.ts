import * as fc from 'fast-check'
import jsonLogic from 'json-logic-js'
import { expect, test } from 'vitest'
import { compileRule } from './compile-rule.ts'

const data = {
  age: 42,
  name: 'Ada',
  country: 'tw',
  nothing: null,
  empty: '',
  no: false,
  list: [3, 1, 2],
  people: [{ age: 20, name: 'Bo' }, { age: 70 }],
  user: { plan: 'pro', tags: ['a', 'b'] },
}

const noOne = { flagKey: 'e', targetingKey: undefined }
const evaluate = (rule: unknown) => compileRule(rule, {})(data, noOne)

const outcome = (run: () => unknown) => {
  try {
    return { value: run() }
  } catch {
    return 'throws'
  }
}

const VALUE = ['==', '===', '!=', '!==', '>', '>=', '<', '<=', '!', '!!', '+', '-', '/', '%', 'min', 'max']
const MORE = ['cat', 'merge', 'in', 'substr', 'if', '?:', 'and', 'or']
const SCOPED = ['map', 'filter', 'all', 'some', 'none', 'reduce']

const { rule } = fc.letrec<{ rule: unknown }>(tie => {
  const path = fc.constantFrom(
    'age',
    'name',
    'nothing',
    'empty',
    'list',
    'list.1',
    'people',
    'people.0.age',
    'user.tags',
    'user.none.x',
    'current',
    'accumulator',
    '',
    1,
  )
  const literal = fc.oneof(
    fc.integer({ min: -3, max: 50 }),
    fc.constantFrom('', 'a', 'Ada', '3', 'tw', 'age', 1.5, true, false, null),
  )
  const args = fc.oneof(fc.array(tie('rule'), { minLength: 1, maxLength: 4 }), tie('rule'))
  const operation = fc
    .tuple(fc.constantFrom(...VALUE, ...MORE), args)
    .map(([operator, given]) => ({ [operator]: given }))
  const variable = fc.oneof(
    path.map(name => ({ var: name })),
    fc.tuple(path, literal).map(given => ({ var: given })),
  )
  const keys = fc.array(path, { maxLength: 4 })
  const absent = fc.oneof(
    keys.map(names => ({ missing: names })),
    fc
      .tuple(fc.integer({ min: 0, max: 4 }), keys)
      .map(([needed, names]) => ({ missing_some: [needed, names] })),
  )
  const product = fc.array(tie('rule'), { minLength: 2, maxLength: 3 }).map(given => ({ '*': given }))
  const scoped = fc
    .tuple(
      fc.constantFrom(...SCOPED),
      fc.constantFrom('list', 'people', 'user.tags', 'age'),
      tie('rule'),
      literal,
    )
    .map(([operator, items, inner, last]) => ({ [operator]: [{ var: items }, inner, last] }))
  return {
    rule: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      literal,
      variable,
      operation,
      product,
      absent,
      scoped,
      fc.array(literal, { maxLength: 3 }),
    ),
  }
})

test('evaluates JsonLogic as its reference implementation does', () => {
  fc.assert(
    fc.property(rule, value => {
      // Its types know only rules that are in good order.
      const expected = outcome(() => jsonLogic.apply(value as jsonLogic.RulesLogic, data))
      // Where the reference throws by accident, such as on a product of nothing, an answer is as good.
      fc.pre(expected !== 'throws')
      expect(outcome(() => evaluate(value))).toEqual(expected)
    }),
    { numRuns: 5_000, seed: 7 },
  )
})

test.each([
  [{ log: 'x' }, 'x'],
  [{ starts_with: [{ var: 'name' }, 'A'] }, true],
  [{ ends_with: [{ var: 'name' }, 'A'] }, false],
  [{ starts_with: [{ var: 'age' }, '4'] }, null],
  [{ var: 'name.length' }, null],
  [{ var: 'user.__proto__' }, null],
  [{ var: 'constructor.name' }, null],
  [{ var: '__proto__.toString' }, null],
  [{ missing: ['toString', 'age'] }, ['toString']],
  [{ in: ['x', null] }, false],
])('%j is %j', (given, expected) => {
  expect(evaluate(given)).toEqual(expected)
})

test.each([
  [{ later: [1] }, 'unknown operator "later"'],
  [{ toString: [] }, 'unknown operator "toString"'],
  [JSON.parse('{"__proto__":[1]}'), 'unknown operator "__proto__"'],
  [{ method: ['a', 'constructor'] }, 'unknown operator "method"'],
  [{ if: [true, 'a', { and: [{ later: 1 }] }] }, 'unknown operator "later"'],
  [{ '==': [1, 1], in: [1, [1]] }, 'expected one operator'],
  [{ if: [{}, 'a'] }, 'expected one operator'],
  [{ $ref: 'toString' }, 'unknown $ref "toString"'],
])('refuses %j, whether it is reached or not', (given, message) => {
  expect(() => evaluate(given)).toThrow(message)
})

const oneStep = (evaluators: object, given: unknown = { $ref: 'a' }) =>
  compileRule(given, evaluators)(data, noOne)

test('$ref stands for the evaluator, on the data of its place, however often', () => {
  const evaluators = { old: { '>': [{ var: 'age' }, 60] }, both: { and: [{ $ref: 'old' }, { $ref: 'old' }] } }
  expect(oneStep(evaluators, { filter: [{ var: 'people' }, { $ref: 'both' }] })).toEqual([{ age: 70 }])
  expect(oneStep(evaluators, { $ref: 'both' })).toBe(false)
})

test('a $ref that comes back to itself is refused', () => {
  expect(() => oneStep({ a: { $ref: 'a' } })).toThrow('refers to itself')
  expect(() => oneStep({ a: { '!': [{ $ref: 'b' }] }, b: [{ cat: { $ref: 'a' } }] })).toThrow(
    'refers to itself',
  )
})

const nested = (depth: number) => {
  let made: object = { '!': true }
  for (let level = 1; level < depth; level++) made = { '!': made }
  return made
}

test('nests 250 deep and no deeper', () => {
  expect(evaluate(nested(250))).toBe(true)
  expect(() => evaluate(nested(251))).toThrow('nested deeper')
  expect(() => evaluate(nested(100_000))).toThrow('nested deeper')
  const circle: Record<string, unknown> = {}
  circle['!'] = circle
  expect(() => evaluate(circle)).toThrow('nested deeper')
})

const times = (count: number) => Array.from({ length: count }, () => 1)
const twice = { var: 'accumulator' }
const laughs = Object.fromEntries(
  times(99).map((_, i) => [`e${i + 1}`, { cat: [{ $ref: `e${i}` }, { $ref: `e${i}` }] }]),
)

test.each([
  ['a list that doubles', { reduce: [times(60), { merge: [twice, twice] }, [1]] }, {}],
  ['a text that doubles', { reduce: [times(60), { cat: [twice, twice] }, 'x'] }, {}],
  ['loops in loops', { map: [times(3_000), { map: [times(3_000), { var: '' }] }] }, {}],
  ['one long text scanned often', { map: [times(50_000), { in: ['b', 'a'.repeat(1e6)] }] }, {}],
  ['a path of a million names', { map: [times(50_000), { var: 'a.'.repeat(1e6) }] }, {}],
  ['evaluators that double', { $ref: 'e99' }, { e0: 'ha', ...laughs }],
  ['long paths', { map: [times(500), { var: 'a.'.repeat(1e3) }] }, {}],
  ['texts of lists in lists', { map: [times(6_000), { cat: [[[[[[[[[]]]]]]]]] }] }, {}],
  ['ten million characters', { in: ['b', Array.from({ length: 10 }, () => 'a'.repeat(5e6))] }, {}],
])('ends %s', (_, given, evaluators) => {
  expect(() => oneStep(evaluators, given)).toThrow('takes too long')
})

test('looks a subject up among 60,000 UUIDs, as often as it is asked', () => {
  const ids = Array.from({ length: 60_000 }, (_, index) => `0198c0de-0000-7000-8000-${1e11 + index}`)
  const find = compileRule({ in: [{ var: 'id' }, ids] }, {})
  for (let round = 0; round < 3; round++) expect(find({ id: ids.at(-1) }, noOne)).toBe(true)
})

test('asks for 10,000 subjects one by one', () => {
  const conditions = Array.from({ length: 10_000 }, (_, n) => ({
    '==': [{ var: 'targetingKey' }, `user-${n}`],
  }))
  const find = compileRule({ or: conditions }, {})
  expect(find({ targetingKey: 'user-9999' }, noOne)).toBe(true)
})

test('a rule is for many subjects, and each evaluation for its own', () => {
  const give = compileRule({ fractional: [['a'], ['b']] }, {})
  const drawn = (targetingKey: string) => give({}, { flagKey: 'e', targetingKey })
  const once = Array.from({ length: 20 }, (_, n) => drawn(`user-${n}`))
  expect(new Set(once)).toEqual(new Set(['a', 'b']))
  expect(Array.from({ length: 20 }, (_, n) => drawn(`user-${n}`))).toEqual(once)
})

test('reads no more names of a path than data can nest', () => {
  let reads = 0
  const circle = {
    get a() {
      reads++
      return circle
    },
  }
  expect(compileRule({ var: ['a.'.repeat(1_000)] }, {})(circle, noOne)).toBe(circle)
  expect(reads).toBe(50)
})

test('a long text is not looked for in a longer one: it would hold up the page for many seconds', () => {
  const half = 'ab'.repeat(60_000)
  // Refused by its length, before the search: no clock is needed to see it.
  expect(() => evaluate({ in: [`${half}c${half}`, 'ab'.repeat(150_000)] })).toThrow('at most 256 characters')
  expect(evaluate({ in: ['a'.repeat(256), 'a'.repeat(300)] })).toBe(true)
})
