import { describe, expect, test } from 'vitest'
import { readFlagdFile } from './read-flagd-file.ts'

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

test('reads the default variant, its name and the version', () => {
  const reading = readFlagdFile(flag({ metadata: { version: 7 } }), 'credit-risk')
  expect(reading).toMatchObject({
    plan: { serve: 'live', shadowRate: 0.25, maxAgeMs: 5_000, timeoutMs: 10_000 },
    variant: 'shadow',
    flagVersion: '7',
  })
  expect(readFlagdFile({ ...flag(), metadata: { version: 'v3' } }, 'credit-risk').flagVersion).toBe('v3')
  expect(readFlagdFile(flag(), 'credit-risk')).not.toHaveProperty('flagVersion')
})

test('DISABLED is an order, whatever else the flag holds', () => {
  const expected = { plan: { serve: 'live', shadowRate: 0 }, variant: null }
  const targeting = { if: [true, 'shadow'] }
  expect(readFlagdFile(flag({ state: 'DISABLED', targeting }), 'credit-risk')).toMatchObject(expected)
  expect(readFlagdFile(flag({ state: 'DISABLED', variants: {} }), 'credit-risk')).toMatchObject(expected)
  expect(readFlagdFile(flag({ state: 'DISABLED' }), 'credit-risk').plan.maxAgeMs).toBe(5_000)
})

describe('is an outage, and says where', () => {
  test.each<[string, unknown, string]>([
    ['not an object', 'off', 'flag file'],
    ['no flags', {}, 'flags'],
    ['no such flag', { flags: {} }, 'flags.credit-risk: no such flag'],
    ['a flag of the prototype', { flags: { other: {} } }, 'no such flag'],
    ['no state', flag({ state: undefined }), 'state'],
    ['an unknown state', flag({ state: 'disabled' }), 'state'],
    ['no default variant', flag({ defaultVariant: null }), 'defaultVariant'],
    ['an unknown default variant', flag({ defaultVariant: 'toString' }), 'defaultVariant'],
    ['a variant that is no plan', flag({ variants: { shadow: true } }), 'variants.shadow'],
    ['a rate of 25', flag({ variants: { shadow: { serve: 'live', shadowRate: 25 } } }), 'shadowRate'],
    ['a targeting rule', flag({ targeting: { if: [true, 'off'] } }), 'targeting'],
  ])('%s', (_, file, message) => {
    expect(() => readFlagdFile(file, 'credit-risk')).toThrow(message)
  })
})

test('an empty targeting is none', () => {
  expect(readFlagdFile(flag({ targeting: {} }), 'credit-risk').variant).toBe('shadow')
})
