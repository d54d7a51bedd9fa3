import * as v from 'valibot'
import type { Applicant } from '../encoding/index.ts'

const amount = v.exactOptional(v.nullable(v.pipe(v.number(), v.finite())))
const MAX_EDUCATION_LENGTH = 100

/** The body of `POST /v1/predict` and `/v2/predict`. Unknown fields are ignored. */
export const ApplicantSchema: v.GenericSchema<unknown, Applicant> = v.object({
  LIMIT_BAL: amount,
  EDUCATION: v.exactOptional(v.nullable(v.pipe(v.string(), v.maxLength(MAX_EDUCATION_LENGTH)))),
  AGE: amount,
  PAY_0: amount,
  PAY_2: amount,
  PAY_3: amount,
  BILL_AMT1: amount,
  BILL_AMT2: amount,
  BILL_AMT3: amount,
  PAY_AMT1: amount,
  PAY_AMT2: amount,
  PAY_AMT3: amount,
  PAY_4: amount,
  PAY_5: amount,
  UTILISATION: amount,
  SPENDING_SHARE: amount,
  REPAYMENTS_LOG: amount,
})
