/** The features of an applicant. Any of them may be missing or null. Amounts are in New Taiwan dollars. */
export interface Applicant {
  LIMIT_BAL?: number | null
  /** `graduate`, `university`, `high_school` or `other`. */
  EDUCATION?: string | null
  /** Years. */
  AGE?: number | null
  /** The months of delay in the latest month. Below 1 there is none. PAY_2 to PAY_5 are those of the months before. */
  PAY_0?: number | null
  PAY_2?: number | null
  PAY_3?: number | null
  BILL_AMT1?: number | null
  BILL_AMT2?: number | null
  BILL_AMT3?: number | null
  PAY_AMT1?: number | null
  PAY_AMT2?: number | null
  PAY_AMT3?: number | null
  PAY_4?: number | null
  PAY_5?: number | null
  /** BILL_AMT1 / LIMIT_BAL. */
  UTILISATION?: number | null
  /** max(0, BILL_AMT1 − BILL_AMT2 + PAY_AMT1) / LIMIT_BAL, at most 2. */
  SPENDING_SHARE?: number | null
  /** ln(1 + mean of the last six payments). */
  REPAYMENTS_LOG?: number | null
}
