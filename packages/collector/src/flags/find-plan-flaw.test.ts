import { expect, test } from 'vitest'
import { findPlanFlaw } from './find-plan-flaw.ts'

const plan = { serve: 'live', shadowRate: 1 }

test.each<[string, Parameters<typeof findPlanFlaw>[0], string | null]>([
  ['no flags', {}, 'flags: Expected at least one flag'],
  ['a flag without variants', { e: {} }, 'flags.e.variants: missing'],
  [
    'a variant that is no plan',
    { e: { variants: { on: { shadowRate: 1 } } } },
    'flags.e.variants.on.serve: missing',
  ],
  ['one plan among others', { other: { variants: { on: true } }, e: { variants: { plan } } }, null],
  [
    'a variant of another type',
    { e: { variants: { on: true } } },
    'flags.e.variants.on: Invalid type: Expected Object but received true',
  ],
  ['a plan with a bound of the future', { e: { variants: { on: { ...plan, bounds: [{}] } } } }, null],
  ['a plan of the app', { e: { state: 'ENABLED', variants: {}, defaultVariant: null } }, null],
  ['an order to stop', { e: { state: 'DISABLED' } }, null],
])('%s', (_, flags, flaw) => {
  expect(findPlanFlaw(flags)).toBe(flaw)
})
