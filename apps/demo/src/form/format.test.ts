import { expect, test } from 'vitest'
import { formatRisk } from './format.ts'

test.each([
  [0.06, '6.0%'],
  [0.2499, '24.9%'],
  [0.25, '25.0%'],
  [0.25049, '25.0%'],
  [0.29, '29.0%'],
  [1, '100.0%'],
])('a risk of %d is shown as %s', (risk, shown) => {
  expect(formatRisk(risk)).toBe(shown)
})
