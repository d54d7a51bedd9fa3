import { expect, test } from 'vitest'
import { generateApplicants } from './generate-applicants.ts'
import { toApplicant } from './to-applicant.ts'

const COUNT = 20_000
const applicants = [...generateApplicants(COUNT, 1)].map(toApplicant)

// The mean, standard deviation and range of the training rows, from the model card.
const numeric = [
  ['LIMIT_BAL', 166_807, 129_940, 10_000, 1_000_000],
  ['AGE', 35.5, 9.27, 21, 79],
  ['PAY_0', -0.014, 1.118, -2, 8],
  ['PAY_2', -0.128, 1.192, -2, 8],
  ['PAY_3', -0.159, 1.19, -2, 8],
  ['PAY_4', -0.215, 1.161, -2, 8],
  ['PAY_5', -0.263, 1.125, -2, 7],
  ['BILL_AMT1', 51_358, 73_822, -165_580, 964_511],
  ['BILL_AMT2', 49_397, 71_440, -67_526, 983_931],
  ['BILL_AMT3', 47_009, 68_874, -157_264, 855_086],
  ['PAY_AMT1', 5_782, 16_708, 0, 505_000],
  ['PAY_AMT2', 5_743, 19_934, 0, 1_227_082],
  ['PAY_AMT3', 5_228, 17_212, 0, 896_040],
  ['UTILISATION', 0.426, 0.41, -0.62, 6.46],
  ['SPENDING_SHARE', 0.0603, 0.134, 0, 2],
  ['REPAYMENTS_LOG', 7.534, 2.025, 0, 12.67],
] as const

test.each(numeric)(
  'the distribution of %s is close to that of the training rows',
  (name, mean, sd, min, max) => {
    const values = applicants.map(applicant => applicant[name])
    const made = values.reduce((sum, value) => sum + value, 0) / COUNT
    expect(Math.abs(made - mean)).toBeLessThan(0.25 * sd)
    expect(Math.min(...values)).toBeGreaterThanOrEqual(min)
    expect(Math.max(...values)).toBeLessThanOrEqual(max)
  },
)

const share = (value: string) => applicants.filter(({ EDUCATION }) => EDUCATION === value).length / COUNT

test('the shares of education are close to those of the training rows', () => {
  expect(share('university')).toBeCloseTo(0.471, 1)
  expect(share('graduate')).toBeCloseTo(0.345, 1)
  expect(share('high_school')).toBeCloseTo(0.169, 1)
  expect(share('other')).toBeCloseTo(0.015, 1)
})

const make = (seed: number) => JSON.stringify([...generateApplicants(50, seed)])

test('the same seed makes the same applicants, and another seed makes others', () => {
  expect(make(7)).toBe(make(7))
  expect(make(7)).not.toBe(make(8))
})
