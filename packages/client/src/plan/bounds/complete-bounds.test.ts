import { BoundSchema } from '@shadow-mode/protocol'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { completeBounds } from './complete-bounds.ts'

const good = { id: 'range', path: 'p', min: 0 }

test.each<[string, object, string]>([
  ['no limit at all', { min: undefined }, 'plan.bounds.1'],
  ['a misspelt limit', { min: undefined, mx: 1 }, 'plan.bounds.1.mx'],
  ['a misspelt limit beside another', { mx: 1 }, 'plan.bounds.1.mx'],
  ['a limit of a later version', { pattern: '^a' }, 'plan.bounds.1.pattern'],
])('a bound with %s is no bound, and is named', (_, wrong, field) => {
  // As it comes from a flag.
  const bad: unknown = JSON.parse(JSON.stringify({ ...good, ...wrong }))
  const told: unknown[] = []
  expect(completeBounds([good, bad], 'plan.bounds', error => told.push(error))).toEqual([good])
  expect(told).toMatchObject([{ name: 'InvalidOptionError', field }])
  expect(v.is(BoundSchema, bad)).toBe(false)
})

test('any one of the four is a limit', () => {
  const named = { id: 'b', path: 'p' }
  const bounds = [
    { ...named, min: 0 },
    { ...named, max: 0 },
    { ...named, oneOf: [] },
    { ...named, maxDifference: 0 },
  ]
  const told: unknown[] = []
  expect(completeBounds(bounds, 'plan.bounds', error => told.push(error))).toEqual(bounds)
  expect(told).toEqual([])
})
