import { describe, expect, expectTypeOf, test } from 'vitest'
import { createShadowClient } from '../../boot/create-shadow-client.ts'
import { InvalidOptionError } from '../../core/errors/invalid-option-error.ts'
import { ShadowModeError } from '../../core/errors/shadow-mode-error.ts'
import { httpModel } from '../../core/model/http-model.ts'
import { flagdJson } from '../../plan/flagd/flagd-json.ts'
import { fields } from '../privacy/fields.ts'
import type { FieldsOptions } from '../privacy/fields-options.ts'
import { checkOptions } from './check-options.ts'
import type { ClientOptions } from './client-options.ts'

const model = { version: '1', predict: async () => 1 }
const flags = flagdJson({ url: '/flags.json' })
const good = {
  experiment: 'credit-risk',
  live: model,
  candidate: model,
  collector: { url: '/collect', key: 'k' },
  plan: { serve: 'live', shadowRate: 1 },
} as const

test.each([
  'https://collect.example',
  'HTTP://localhost:8787/',
  'https://collect.example:8443/shadow/v:2',
  'http://[::1]:8787',
  '//collect.example',
  '/',
  '/shadow',
])('collects at %s', url => {
  expect(checkOptions({ ...good, collector: { url, key: 'k' } })).toMatchObject({ shadowRate: 1 })
})

test('what is undefined was not given', () => {
  const options = { ...good, flags: undefined, bootstrap: undefined, later: undefined }
  // @ts-expect-error -- not even that name
  expect(checkOptions(options)).toMatchObject({ shadowRate: 1 })
})

test('good options pass; without a bootstrap the flags begin with off', () => {
  expect(checkOptions(good)).toMatchObject({ serve: 'live', shadowRate: 1, timeoutMs: 10_000 })
  const { plan: _, ...rest } = good
  expect(checkOptions({ ...rest, flags })).toMatchObject({ serve: 'live', shadowRate: 0 })
})

describe('names the field of', () => {
  test.each<[string, object]>([
    ['experiment', { experiment: 'a b' }],
    ['experiment', { experiment: '' }],
    ['experiment', { experiment: '-a' }],
    ['experiment', { experiment: 'a'.repeat(101) }],
    ['live', { live: undefined }],
    ['candidate.predict', { candidate: { version: '1' } }],
    ['live.predict', { live: { version: '1', predict: 'x' } }],
    ['live.version', { live: { ...model, version: '' } }],
    ['candidate.version', { candidate: { ...model, version: 2 } }],
    ['collector', { collector: undefined }],
    ['collector.url', { collector: { key: 'k' } }],
    ...[
      'https://user:secret@collect.example',
      'https://user@collect.example/shadow',
      '//user:secret@collect.example',
      '\\\\user:secret@collect.example',
      'https:\\\\user:secret@collect.example',
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/plain,a',
      'ftp://collect.example',
      'wss://collect.example',
      'https://',
      'collect.example',
      'localhost:8787',
      '../shadow',
      'https://collect.example?tenant=1',
      'https://collect.example/#a',
      '/shadow?tenant=1',
      '/shadow#a',
      `/${'a'.repeat(2_048)}`,
      '',
      1,
      null,
    ].map((url): [string, object] => ['collector.url', { collector: { url, key: 'k' } }]),
    ['collector.key', { collector: { url: '/c', key: '' } }],
    ['collector.contentType', { collector: { url: '/c', key: 'k', contentType: 'xml' } }],
    ['storage', { storage: 'disk' }],
    ['redact', { redact: true }],
    ['record.input', { record: { input: 'all' } }],
    ['plan.shadowRate', { plan: { serve: 'live', shadowRate: 25 } }],
    ['plan.noiseRate', { plan: { serve: 'live', shadowRate: 1, noiseRate: 0.1 } }],
    ['plan.bounds', { plan: { serve: 'live', shadowRate: 1, bounds: {} } }],
    ['plan.serve', { plan: { shadowRate: 1 } }],
    ['bootstrap.serve', { plan: undefined, flags, bootstrap: { serve: 'x', shadowRate: 0 } }],
    ['shadowRate', { shadowRate: 1 }],
    ['plan.timeout', { plan: { serve: 'live', shadowRate: 1, timeout: 5 } }],
    ['bootstrap.rate', { plan: undefined, flags, bootstrap: { serve: 'live', shadowRate: 0, rate: 1 } }],
    ['collector.keys', { collector: { url: '/c', key: 'k', keys: [] } }],
    ['record', { record: () => 1 }],
    ['record.outputs', { record: { outputs: () => 1 } }],
    ['consent', { consent: true }],
    ['fields', { fields: true }],
    // Nor what belongs into `fields()`.
    ['fields', { fields: { deny: ['name'] } }],
    ['flags', { flags }],
    ['bootstrap', { bootstrap: { serve: 'live', shadowRate: 0 } }],
    ['flags', { plan: undefined }],
    ['flags', { plan: undefined, flags: { url: '/flags.json' } }],
    ['flags', { plan: undefined, flags: null }],
  ])('%s', (field, wrong) => {
    const options = { ...good, ...wrong } as unknown as ClientOptions<unknown, unknown>
    expect(() => createShadowClient(options)).toThrow(InvalidOptionError)
    expect(() => createShadowClient(options)).toThrow(ShadowModeError)
    expect(() => createShadowClient(options)).toThrow(
      expect.objectContaining({ field, code: 'invalid-option' }),
    )
  })
})

describe('says what to write instead of', () => {
  const A_MODEL = 'expected httpModel({…}) or { version, predict }'
  const NOT_BOTH = 'expected plan or flags, not both'
  const A_URL = 'expected http(s)://… or a /path, without ? # @'

  test.each<[string, object, string]>([
    ['plan and flags', { flags }, `flags: ${NOT_BOTH}`],
    ['plan and bootstrap', { bootstrap: good.plan }, `bootstrap: ${NOT_BOTH}`],
    ['neither', { plan: undefined }, 'flags: expected flagdJson({…}) or a plan'],
    ['the URL of a flag file', { plan: undefined, flags: '/f' }, 'flags: expected flagdJson({…}) or a plan'],
    [
      'flagdJson, not called',
      { plan: undefined, flags: flagdJson },
      'flags: expected flagdJson({…}) or a plan',
    ],
    ['flags as plan', { plan: flags }, 'plan.url: expected option serve or shadowRate'],
    ['no live', { live: undefined }, `live: ${A_MODEL}`],
    ['the URL of a model', { live: '/v1/predict' }, `live: ${A_MODEL}`],
    ['a function', { candidate: async () => 1 }, `candidate: ${A_MODEL}`],
    ['httpModel, not called', { live: httpModel }, `live: ${A_MODEL}`],
    ['the options of httpModel', { live: { url: '/v1', version: '1' } }, `live.predict: ${A_MODEL}`],
    [
      'a model whose predict is a URL',
      { live: { predict: '/v1', version: '1' } },
      `live.predict: ${A_MODEL}`,
    ],
    ['the URL of a collector', { collector: 'http://127.0.0.1:8787' }, 'collector: expected an object'],
    ['no scheme', { collector: { url: '127.0.0.1:8787', key: 'k' } }, `collector.url: ${A_URL}`],
    [
      'a misspelt key',
      { collector: { url: '/c', apiKey: 'k' } },
      'collector.apiKey: expected option url or key',
    ],
    ['a misspelt model', { candiate: model }, 'candiate: expected option experiment or live or candidate'],
    [
      'a rate in percent',
      { plan: { serve: 'live', shadowRate: 25 } },
      'plan.shadowRate: expected a number, 0 to 1',
    ],
    [
      'a misspelt rate',
      { plan: { serve: 'live', rate: 1 } },
      'plan.rate: expected option serve or shadowRate or',
    ],
    ['a word', { storage: 'localStorage' }, 'storage: expected durable or memory'],
  ])('%s', (_what, wrong, message) => {
    const options = { ...good, ...wrong } as unknown as ClientOptions<unknown, unknown>
    expect(() => createShadowClient(options)).toThrow(message)
  })
})

test.each<[string, unknown]>([
  ['fields', undefined],
  ['fields.deny', { deny: 'name' }],
  ['fields.deny', { deny: [/name/] }],
  ['fields.denied', { denied: [] }],
])('fields() names the field of %s', (field, given) => {
  expect(() => fields(given as FieldsOptions)).toThrow(
    expect.objectContaining({ field, code: 'invalid-option' }),
  )
})

test.each([undefined, null, 'x', 1])('no options at all (%s) is a typed error', given => {
  const options = given as unknown as ClientOptions<unknown, unknown>
  expect(() => createShadowClient(options)).toThrow(
    expect.objectContaining({ name: 'InvalidOptionError', field: 'options' }),
  )
})

test('the types refuse what the checks refuse, and flow from client to models', () => {
  interface Applicant {
    age: number
  }
  type Options = ClientOptions<Applicant, { score: number }>
  const base = {
    experiment: 'e',
    live: httpModel<Applicant, { score: number }>({ url: '/v1', version: '1' }),
    candidate: httpModel<Applicant, { score: number }>({ url: '/v2', version: '2' }),
    collector: { url: '/c', key: 'k' },
  }
  const plan = { serve: 'live', shadowRate: 1 } as const
  expectTypeOf({ ...base, plan }).toExtend<Options>()
  expectTypeOf({ ...base, flags, bootstrap: plan }).toExtend<Options>()
  expectTypeOf({ ...base, plan, flags }).not.toExtend<Options>()
  expectTypeOf({ ...base, plan, bootstrap: plan }).not.toExtend<Options>()
  expectTypeOf(base).not.toExtend<Options>()
  expectTypeOf(createShadowClient<Applicant, number>).returns.toHaveProperty('predict')
})
