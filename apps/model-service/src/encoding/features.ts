import type { Applicant } from './applicant.ts'
import type { ModelName } from './model-name.ts'

type Feature = keyof Applicant

const live: readonly Feature[] = [
  'LIMIT_BAL',
  'EDUCATION',
  'AGE',
  'PAY_0',
  'PAY_2',
  'PAY_3',
  'BILL_AMT1',
  'BILL_AMT2',
  'BILL_AMT3',
  'PAY_AMT1',
  'PAY_AMT2',
  'PAY_AMT3',
]

/** The features of each model, in the order of its input tensor. */
export const FEATURES: Record<ModelName, readonly Feature[]> = {
  live,
  candidate: [...live, 'PAY_4', 'PAY_5', 'UTILISATION', 'SPENDING_SHARE', 'REPAYMENTS_LOG'],
}
