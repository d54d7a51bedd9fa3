import type { Applicant } from '@shadow-mode/model-service/encoding'

/** Draws a new applicant. */
export const drawApplicant = (): Applicant => ({
  LIMIT_BAL: Math.round(Math.random() * 500_000),
  AGE: 20 + Math.round(Math.random() * 50),
  PAY_0: Math.round(Math.random() * 4),
  BILL_AMT1: Math.round(Math.random() * 100_000),
})
