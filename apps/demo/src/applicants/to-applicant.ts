import type { Applicant, ApplicantFile } from './applicant.ts'

const sixDigits = (value: number): number => Math.round(value * 1e6) / 1e6

/** Adds the derived features to a file. They are rounded to six digits, as in the models' training. */
export function toApplicant(file: ApplicantFile): Applicant {
  const [pay0, pay2, pay3, pay4, pay5] = file.status
  const [bill1, bill2, bill3] = file.bills
  const [paid1, paid2, paid3] = file.payments
  const spent = Math.max(0, bill1 - bill2 + paid1)
  return {
    LIMIT_BAL: file.limit,
    EDUCATION: file.education,
    AGE: file.age,
    PAY_0: pay0,
    PAY_2: pay2,
    PAY_3: pay3,
    BILL_AMT1: bill1,
    BILL_AMT2: bill2,
    BILL_AMT3: bill3,
    PAY_AMT1: paid1,
    PAY_AMT2: paid2,
    PAY_AMT3: paid3,
    PAY_4: pay4,
    PAY_5: pay5,
    UTILISATION: sixDigits(bill1 / file.limit),
    SPENDING_SHARE: sixDigits(Math.min(2, spent / file.limit)),
    REPAYMENTS_LOG: sixDigits(Math.log1p(file.meanPayment)),
  }
}
