import { describe, expect, test } from 'vitest'
import { readFlagdPlan } from './read-flagd-plan.ts'

const flag = (more: object = {}) => ({
  flags: {
    'credit-risk': {
      state: 'ENABLED',
      variants: {
        off: { serve: 'live', shadowRate: 0 },
        shadow: { serve: 'live', shadowRate: 0.25, maxAgeMs: 5_000 },
      },
      defaultVariant: 'shadow',
      ...more,
    },
  },
})

const read = (definition: unknown, subject?: string) =>
  readFlagdPlan(definition, 'credit-risk')(() => subject, Date.UTC(2026, 10, 2))

test('reads the default variant, its name and the version', () => {
  const reading = read(flag({ metadata: { version: 7 } }))
  expect(reading).toMatchObject({
    plan: { serve: 'live', shadowRate: 0.25, maxAgeMs: 5_000, timeoutMs: 10_000 },
    variant: 'shadow',
    flagVersion: '7',
  })
  expect(read({ ...flag(), metadata: { version: 'v3' } }).flagVersion).toBe('v3')
  expect(read(flag())).not.toHaveProperty('flagVersion')
})

test('DISABLED is an order, whatever else the flag holds', () => {
  const expected = { plan: { serve: 'live', shadowRate: 0 }, variant: null }
  const targeting = { if: [true, 'shadow'] }
  expect(read(flag({ state: 'DISABLED', targeting }))).toMatchObject(expected)
  expect(read(flag({ state: 'DISABLED', variants: {} }))).toMatchObject(expected)
  expect(read(flag({ state: 'DISABLED' })).plan?.maxAgeMs).toBe(5_000)
})

const long = 'v'.repeat(257)

describe('is an outage, and says where', () => {
  test.each<[string, unknown, string]>([
    ['not an object', 'off', 'flags'],
    ['no flags', {}, 'flags'],
    ['no such flag', { flags: {} }, 'flags.credit-risk'],
    ['a flag of the prototype', { flags: Object.create({ 'credit-risk': {} }) }, 'flags.credit-risk'],
    ['no state', flag({ state: undefined }), 'state'],
    ['an unknown state', flag({ state: 'disabled' }), 'state'],
    [
      'an unknown default variant',
      flag({ defaultVariant: 'toString' }),
      'flags.credit-risk: no variant "toString"',
    ],
    [
      'a variant with a long name',
      flag({ defaultVariant: long, variants: { [long]: { serve: 'live', shadowRate: 1 } } }),
      'flags.credit-risk: expected a variant with a shorter name',
    ],
    ['a variant that is no plan', flag({ variants: { shadow: true } }), 'variants.shadow'],
    ['a rate of 25', flag({ variants: { shadow: { serve: 'live', shadowRate: 25 } } }), 'shadowRate'],
    ['an unknown operator', flag({ targeting: { guess: [] } }), 'guess'],
    ['a rule that names no variant', flag({ targeting: { if: [true, 'more'] } }), 'more'],
  ])('%s', (_, file, message) => {
    expect(() => read(file)).toThrow(message)
  })
})

describe('without a default variant, the plan is the app’s, as in flagd', () => {
  test.each([null, undefined, ''])('defaultVariant: %j', defaultVariant => {
    const reading = read(flag({ defaultVariant, metadata: { version: 7 } }))
    expect(reading).toMatchObject({ variant: null, reason: 'DEFAULT', forEveryone: true, flagVersion: '7' })
    expect(reading.plan).toBeUndefined()
    // Without variants, too.
    expect(read(flag({ defaultVariant, variants: {} })).plan).toBeUndefined()
  })

  test('only for the subjects for whom the rule chooses none', () => {
    const targeting = { if: [{ '==': [{ var: 'targetingKey' }, 'user-17'] }, 'off', null] }
    const file = flag({ defaultVariant: null, targeting })
    expect(read(file, 'user-17')).toMatchObject({ variant: 'off', plan: { shadowRate: 0 } })
    expect(read(file, 'user-18')).toMatchObject({ variant: null, reason: 'DEFAULT' })
    expect(read(file, 'user-18').plan).toBeUndefined()
    expect(read(file, 'user-18')).not.toHaveProperty('forEveryone')
  })

  test('a bucket without a variant has its share', () => {
    const file = flag({
      defaultVariant: null,
      targeting: {
        fractional: [
          [null, 75],
          ['off', 25],
        ],
      },
    })
    const shares = Array.from({ length: 50 }, (_, n) => read(file, `user-${n}`)).map(
      ({ variant, weight }) => `${variant} ${weight}`,
    )
    expect(new Set(shares)).toEqual(new Set(['null 0.75', 'off 0.25']))
  })

  test('DISABLED is still an order, and a misspelt default variant still an outage', () => {
    expect(read(flag({ defaultVariant: null, state: 'DISABLED' })).plan).toMatchObject({ shadowRate: 0 })
    expect(() => read(flag({ defaultVariant: 'shadov' }))).toThrow('no variant "shadov"')
  })
})

test('an empty targeting is none', () => {
  expect(read(flag({ targeting: {} })).variant).toBe('shadow')
})

test('an unknown operator is not evaluable, and does not fall back to the default variant', () => {
  expect(() => read(flag({ targeting: { guess: [] } }))).toThrow(
    expect.objectContaining({ outage: 'not-evaluable' }),
  )
})

test('a targeting rule is asked for the subject; what has none is the same for everyone', () => {
  const targeting = { if: [{ '==': [{ var: 'targetingKey' }, 'user-17'] }, 'shadow', 'off'] }
  expect(read(flag({ targeting }), 'user-17')).toMatchObject({ variant: 'shadow', reason: 'TARGETING_MATCH' })
  expect(read(flag({ targeting }), 'user-18')).toMatchObject({ variant: 'off', reason: 'TARGETING_MATCH' })
  expect(read(flag({ targeting }))).not.toHaveProperty('forEveryone')
  expect(read(flag())).toMatchObject({ reason: 'STATIC', forEveryone: true })
  const before = { '<': [{ var: '$flagd.timestamp' }, Date.UTC(2026, 10, 3) / 1_000] }
  expect(read(flag({ targeting: { if: [before, 'off', 'shadow'] } })).variant).toBe('off')
})

test('the rule is read once for all subjects: a new one costs its evaluation alone', () => {
  let reads = 0
  const $evaluators = {
    get chosen() {
      reads++
      return { if: [{ '==': [{ var: 'targetingKey' }, 'user-17'] }, 'shadow', 'off'] }
    },
  }
  const definition = { ...flag({ targeting: { $ref: 'chosen' } }), $evaluators }
  const readPlan = readFlagdPlan(definition, 'credit-risk')
  const variants = ['user-17', 'user-18', 'user-19'].map(subject => readPlan(() => subject, 0).variant)
  expect(variants).toEqual(['shadow', 'off', 'off'])
  expect(reads).toBe(1)
})

const fractional = (...buckets: unknown[]) => flag({ targeting: { fractional: buckets } })

test('fractional: without a subject the default variant; with one its share of subjects is the weight', () => {
  const split = fractional(['off', 30], ['shadow', 10])
  expect(read(split)).toMatchObject({ variant: 'shadow', reason: 'DEFAULT' })
  expect(read(split)).not.toHaveProperty('weight')
  const weights = new Map(
    Array.from({ length: 50 }, (_, n) => read(split, `user-${n}`)).map(({ variant, weight }) => [
      variant,
      weight,
    ]),
  )
  expect(weights).toEqual(new Map([...weights, ['off', 0.75], ['shadow', 0.25]]))
  expect(weights.size).toBe(2)
  // What is hashed comes first; a variant may have two buckets, and no weight means 1.
  const seeded = fractional({ cat: ['salt', { var: 'targetingKey' }] }, ['off'], ['shadow'], ['off', 2])
  expect([0.75, 0.25]).toContain(read(seeded, 'user-1').weight)
})

test.each([
  [
    'computed weights',
    {
      fractional: [
        ['off', { '+': [10, 20] }],
        ['shadow', 10],
      ],
    },
  ],
  [
    'computed names',
    {
      fractional: [
        [{ if: [true, 'off'] }, 10],
        ['shadow', 10],
      ],
    },
  ],
  [
    'another rule',
    {
      if: [
        true,
        {
          fractional: [
            ['off', 30],
            ['shadow', 10],
          ],
        },
      ],
    },
  ],
  ['all of them', { fractional: [['off', 30]] }],
])('no weight for %s', (_, targeting) => {
  for (let n = 0; n < 10; n++) expect(read(flag({ targeting }), `user-${n}`)).not.toHaveProperty('weight')
})
