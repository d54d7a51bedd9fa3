/** Highest level of education, as the models know it. */
export type Education = 'graduate' | 'university' | 'high_school' | 'other'

/**
 * What a customer's file says. Money in NT$. Repayment status of a month: −2 card not used, −1 paid in full,
 * 0 minimum paid, 1 to 8 months late. The first of each list is the latest month.
 */
export interface ApplicantFile {
  limit: number
  education: Education
  age: number
  /** Five months. */
  status: [number, number, number, number, number]
  /** Statement balances of three months. */
  bills: [number, number, number]
  /** Payments in the same three months. */
  payments: [number, number, number]
  /** Mean payment of the last six months. */
  meanPayment: number
}

/** The models' input as this desk sends it, nothing missing: 14 columns of the file and 3 features derived from it. */
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
