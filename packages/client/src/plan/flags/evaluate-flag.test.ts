import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateFlag } from './evaluate-flag.ts'

const off = { serve: 'live', shadowRate: 0 }
const on = { serve: 'live', shadowRate: 1 }

const define = (flag: object = {}, more: object = {}) => ({
  flags: {
    'credit-risk': { state: 'ENABLED', variants: { off, on }, defaultVariant: 'off', ...flag },
  },
  ...more,
})

const evaluate = (flag: object, context: Record<string, unknown> = {}) =>
  evaluateFlag(define(flag), 'credit-risk', context)

test('gives details in the words of OFREP', () => {
  expect(evaluateFlag(define(), 'credit-risk')).toEqual({
    key: 'credit-risk',
    reason: 'STATIC',
    variant: 'off',
    value: off,
    metadata: {},
  })
})

test('the rule chooses, or leaves it to the default variant', () => {
  const targeting = { if: [{ '==': [{ var: 'market' }, 'tw'] }, 'on'] }
  expect(evaluate({ targeting }, { market: 'tw' })).toMatchObject({ reason: 'TARGETING_MATCH', value: on })
  expect(evaluate({ targeting }, { market: 'de' })).toMatchObject({ reason: 'DEFAULT', value: off })
  expect(evaluate({ targeting: {} })).toMatchObject({ reason: 'STATIC' })
  expect(evaluate({ targeting: null })).toMatchObject({ reason: 'STATIC' })
})

test('true, false and numbers name variants too', () => {
  const variants = { true: 1, 7: 2 }
  expect(evaluate({ variants, targeting: { '!!': 1 } })).toMatchObject({ variant: 'true', value: 1 })
  expect(evaluate({ variants, targeting: { '+': [3, 4] } })).toMatchObject({ variant: '7', value: 2 })
})

test('without a default variant, the app’s default value holds', () => {
  for (const defaultVariant of [null, undefined, '']) {
    const definition = define({ defaultVariant })
    const details = evaluateFlag(definition, 'credit-risk', {}, { defaultValue: on })
    expect(details).toEqual({ key: 'credit-risk', reason: 'DEFAULT', value: on, metadata: {} })
    expect(evaluateFlag(definition, 'credit-risk')).toMatchObject({ reason: 'DEFAULT', value: undefined })
  }
})

test('DISABLED is an order, whatever else is wrong', () => {
  const definition = define({ state: 'DISABLED', variants: 7, targeting: { later: 1 } })
  const details = evaluateFlag(definition, 'credit-risk', { targetingKey: 'user-17' }, { defaultValue: 1 })
  expect(details).toEqual({ key: 'credit-risk', reason: 'DISABLED', value: 1, metadata: {} })
})

test('metadata of the flag wins over the set’s; what is neither text, number nor boolean is left out', () => {
  const definition = define(
    { metadata: { version: 7, list: [1] } },
    { metadata: { version: 6, owner: 'risk', isPublic: true, none: null } },
  )
  const merged = { version: 7, owner: 'risk', isPublic: true }
  expect(evaluateFlag(definition, 'credit-risk').metadata).toEqual(merged)
  expect(evaluateFlag(definition, 'other').metadata).toEqual({ version: 6, owner: 'risk', isPublic: true })
  const broken = define({ metadata: 'x', targeting: { later: 1 } }, { metadata: { version: 6 } })
  expect(evaluateFlag(broken, 'credit-risk')).toMatchObject({ reason: 'ERROR', metadata: { version: 6 } })
})

test('a rule sees the flag’s key, the subject, and the clock in seconds', () => {
  const targeting = {
    if: [
      {
        and: [
          { '==': [{ var: '$flagd.flagKey' }, 'credit-risk'] },
          { '==': [{ var: '$flagd.timestamp' }, 1_700_000_000] },
          { '==': [{ var: 'targetingKey' }, 'user-17'] },
        ],
      },
      'on',
    ],
  }
  const context = { targetingKey: 'user-17', $flagd: { flagKey: 'forged' } }
  const at = (ms: number) => evaluateFlag(define({ targeting }), 'credit-risk', context, { now: () => ms })
  expect(at(1_700_000_000_999)).toMatchObject({ variant: 'on' })
  expect(at(1_700_000_001_000)).toMatchObject({ variant: 'off' })
})

describe('failures', () => {
  test.each([
    ['FLAG_NOT_FOUND', { flags: {} }],
    ['FLAG_NOT_FOUND', { flags: Object.create({ 'credit-risk': define().flags['credit-risk'] }) }],
    ['PARSE_ERROR', undefined],
    ['PARSE_ERROR', null],
    ['PARSE_ERROR', '{"flags":{}}'],
    ['PARSE_ERROR', {}],
    ['PARSE_ERROR', { flags: { 'credit-risk': null } }],
    ['PARSE_ERROR', define({ state: 'PAUSED' })],
    ['PARSE_ERROR', define({ targeting: 'on' })],
    ['PARSE_ERROR', define({ targeting: { later: 1 } })],
    ['PARSE_ERROR', define({ targeting: { $ref: 'none' } })],
    ['GENERAL', define({ targeting: { cat: ['o', 'ff?'] } })],
    ['GENERAL', define({ targeting: { cat: ['to', 'String'] } })],
    ['GENERAL', define({ targeting: { merge: ['on'] } })],
    ['GENERAL', define({ defaultVariant: 'toString' })],
    ['GENERAL', define({ defaultVariant: 7 })],
    ['GENERAL', define({ variants: null })],
    ['GENERAL', define({ targeting: { '*': [] } })],
  ])('%s: %j', (errorCode, definition) => {
    const details = evaluateFlag(definition, 'credit-risk', {}, { defaultValue: off })
    expect(details).toMatchObject({ key: 'credit-risk', reason: 'ERROR', errorCode, value: off })
    expect(details).toHaveProperty('errorDetails', expect.stringContaining('flags.credit-risk: '))
    expect(details).not.toHaveProperty('variant')
  })

  test('a value of another type than the default value', () => {
    const details = evaluateFlag(define(), 'credit-risk', {}, { defaultValue: 'live' })
    expect(details).toMatchObject({ errorCode: 'TYPE_MISMATCH', value: 'live' })
  })

  test.each([null, 'user-17', { targetingKey: 17 }, { targetingKey: null }])('context %j', context => {
    const run: (...args: unknown[]) => unknown = evaluateFlag as never
    expect(run(define(), 'credit-risk', context)).toMatchObject({ errorCode: 'INVALID_CONTEXT' })
  })

  test('keys of the prototype are no flags', () => {
    for (const key of ['__proto__', 'constructor', 'toString']) {
      expect(evaluateFlag(define(), key)).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' })
    }
  })
})

const trap = (name: string) => ({
  get [name](): never {
    throw new Error('trap')
  },
})

describe('nothing hostile reaches the caller', () => {
  test('getters that throw', () => {
    const targeting = { '!!': { var: 'market' } }
    expect(evaluateFlag(trap('flags'), 'e')).toMatchObject({ errorCode: 'GENERAL' })
    expect(evaluateFlag({ flags: trap('credit-risk') }, 'credit-risk')).toMatchObject({
      errorCode: 'GENERAL',
    })
    expect(evaluateFlag(define({ targeting }), 'credit-risk', trap('market'))).toMatchObject({
      errorCode: 'GENERAL',
      errorDetails: 'flags.credit-risk: trap',
    })
  })

  test('__proto__ in the file or the context changes no prototype', () => {
    const file = JSON.parse(
      `{"__proto__":{"flags":{}},"metadata":{"__proto__":"x"},"flags":{"__proto__":{"state":"ENABLED","variants":
      {"__proto__":{"polluted":true}},"defaultVariant":"__proto__","metadata":{"__proto__":true,"version":1},
      "targeting":{"var":"__proto__.name"}}}}`,
    )
    const context = JSON.parse('{"__proto__":{"name":"__proto__"}}')
    const details = evaluateFlag(file, '__proto__', context)
    expect(details).toMatchObject({ reason: 'TARGETING_MATCH', variant: '__proto__' })
    expect(Object.getPrototypeOf(details.metadata)).toBe(Object.prototype)
    expect({}).not.toHaveProperty('polluted')
  })

  test('any definition, rule and context', () => {
    const anything = fc.anything({
      withNullPrototype: true,
      withBigInt: true,
      withSparseArray: true,
      withObjectString: true,
    })
    const rule = fc.letrec<{ rule: unknown }>(tie => ({
      rule: fc.oneof(
        { depthSize: 'small' },
        anything,
        fc
          .tuple(
            fc.constantFrom(
              'if',
              'var',
              'fractional',
              'sem_ver',
              'starts_with',
              'cat',
              'in',
              '<',
              '==',
              'reduce',
              'map',
              'merge',
              'missing',
              'missing_some',
              'substr',
              '+',
              'max',
              '$ref',
              'later',
            ),
            fc.oneof(fc.array(tie('rule'), { maxLength: 4 }), tie('rule')),
          )
          .map(([operator, args]) => ({ [operator]: args })),
      ),
    })).rule
    fc.assert(
      fc.property(anything, rule, anything, anything, (definition, targeting, context, evaluator) => {
        const run: (...args: unknown[]) => { key: unknown; reason: unknown } = evaluateFlag as never
        const whole = define({ targeting }, { $evaluators: { a: evaluator } })
        for (const given of [definition, whole, { flags: { 'credit-risk': definition } }]) {
          expect(run(given, 'credit-risk', context)).toMatchObject({ key: 'credit-risk' })
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
