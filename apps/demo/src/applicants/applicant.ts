/** The highest level of education, in the models' categories. */
export type Education = 'graduate' | 'university' | 'high_school' | 'other'

/**
 * A customer's file. Money is in NT$. The repayment status of a month is −2 (card not used), −1 (paid in full), 0
 * (minimum paid) or 1 to 8 (months late). Each list starts with the latest month.
 */
export interface ApplicantFile {
  limit: number
  education: Education
  age: number
  /** The status of five months. */
  status: [number, number, number, number, number]
  /** The statement balances of three months. */
  bills: [number, number, number]
  /** The payments in the same three months. */
  payments: [number, number, number]
  /** The mean payment of the last six months. */
  meanPayment: number
}

/** The models' input: 14 fields of the file and 3 features derived from them. None is missing. */
export interface Applicant {
  LIMIT_BAL: number
  EDUCATION: Education
  AGE: number
  PAY_0: number
  PAY_2: number
  PAY_3: number
  BILL_AMT1: number
  BILL_AMT2: number
  BILL_AMT3: number
  PAY_AMT1: number
  PAY_AMT2: number
  PAY_AMT3: number
  PAY_4: number
  PAY_5: number
  UTILISATION: number
  SPENDING_SHARE: number
  REPAYMENTS_LOG: number
}
