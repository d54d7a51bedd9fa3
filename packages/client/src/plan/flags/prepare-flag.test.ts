import { expect, test } from 'vitest'
import { prepareFlag } from './prepare-flag.ts'

test('reads its rule once for all contexts', () => {
  let reads = 0
  const definition = {
    flags: {
      e: {
        state: 'ENABLED',
        variants: { on: true, off: false },
        defaultVariant: 'off',
        targeting: { if: [{ $ref: 'chosen' }, 'on'] },
      },
    },
    $evaluators: {
      get chosen() {
        reads++
        return { starts_with: [{ var: 'targetingKey' }, 'a'] }
      },
    },
  }
  const evaluate = prepareFlag(definition, 'e')
  expect(reads).toBe(0)
  const variants = ['ann', 'bob', 'amy'].map(targetingKey => evaluate({ targetingKey }))
  expect(variants).toMatchObject([{ variant: 'on' }, { variant: 'off' }, { variant: 'on' }])
  expect(reads).toBe(1)
})
