import { expect, test } from 'vitest'
import { toApplicant } from './to-applicant.ts'

test('derives the features like the training', () => {
  // The values, including the derived ones, are those of a record of the shadow set.
  const applicant = toApplicant({
    limit: 470_000,
    education: 'university',
    age: 35,
    status: [0, 1, 2, 3, 4],
    bills: [218_675, 225_519, 230_011],
    payments: [8_717, 8_000, 6_671],
    meanPayment: Math.expm1(8.944355),
  })
  expect(applicant).toMatchObject({
    PAY_0: 0,
    PAY_2: 1,
    PAY_3: 2,
    PAY_4: 3,
    PAY_5: 4,
    UTILISATION: 0.465266,
    SPENDING_SHARE: 0.003985,
    REPAYMENTS_LOG: 8.944355,
  })
})

test('spending is never negative and at most twice the limit', () => {
  const file = {
    limit: 10_000,
    education: 'other',
    age: 50,
    status: [0, 0, 0, 0, 0],
    payments: [0, 0, 0],
    meanPayment: 0,
  } as const
  const spending = (bills: [number, number, number]) =>
    toApplicant({ ...file, status: [...file.status], payments: [...file.payments], bills }).SPENDING_SHARE
  expect(spending([0, 500, 0])).toBe(0)
  expect(spending([50_000, 0, 0])).toBe(2)
})
