import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mismatches } from '../testing/mismatches.ts'
import {
  CHI2_SURVIVAL,
  FAIR_BINOMIAL_CDF,
  NORMAL_TWO_SIDED,
  STUDENT_QUANTILE,
  STUDENT_TWO_SIDED,
} from '../testing/tail-values.ts'
import { fairBinomialCdf } from './binomial.ts'
import { chi2Survival } from './chi2.ts'
import { normalTwoSided } from './normal.ts'
import { studentTwoSided, studentTwoSidedQuantile } from './student-t.ts'

test('tails are right to 1e-9, down to 1e-250 and below', () => {
  const tables = [
    STUDENT_TWO_SIDED.map(([t, df, p]) => [`t ${t}, df ${df}`, studentTwoSided(t, df), p] as const),
    NORMAL_TWO_SIDED.map(([z, p]) => [`z ${z}`, normalTwoSided(z), p] as const),
    CHI2_SURVIVAL.map(([x, df, p]) => [`chi2 ${x}, df ${df}`, chi2Survival(x, df), p] as const),
    FAIR_BINOMIAL_CDF.map(([k, n, p]) => [`binomial ${k} of ${n}`, fairBinomialCdf(k, n), p] as const),
  ]
  for (const table of tables) {
    expect(mismatches(table)).toEqual([])
    expect(Math.min(...table.map(row => row[2]))).toBeLessThan(1e-250)
  }
})

test('quantiles of Student t', () => {
  const rows = STUDENT_QUANTILE.map(([p, df, t]) => [`df ${df}`, studentTwoSidedQuantile(p, df), t] as const)
  expect(mismatches(rows)).toEqual([])
})

test('a quantile is found for any degrees of freedom, and gives its p back', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000_000 }),
      fc.double({ min: 1e-6, max: 0.9, noNaN: true }),
      (df, p) => {
        expect(studentTwoSided(studentTwoSidedQuantile(p, df), df) / p).toBeCloseTo(1, 8)
      },
    ),
    { numRuns: 30, examples: [[999_999, 0.05]] },
  )
})

test('the ends', () => {
  expect(studentTwoSided(0, 5)).toBe(1)
  expect(studentTwoSided(1e200, 5)).toBe(0)
  expect(normalTwoSided(0)).toBe(1)
  expect(normalTwoSided(Infinity)).toBe(0)
  expect(chi2Survival(0, 1)).toBe(1)
  expect(fairBinomialCdf(7, 7)).toBe(1)
})
