import type { Applicant } from '../encoding/index.ts'

/**
 * The bank's story: the candidate was trained on the right REPAYMENTS_LOG, ln(1 + mean of six payments), but is served
 * an older version: one old payment, in thousands, from before the logarithm came in. Customers look worse than they are.
 * That version took PAY_AMT6, which is no input here; the oldest payment that is one, PAY_AMT3, stands in for it.
 */
export function useStaleFeature(applicant: Applicant): Applicant {
  const { PAY_AMT3: payment } = applicant
  return {
    ...applicant,
    REPAYMENTS_LOG: typeof payment === 'number' ? Math.max(0, payment) / 1_000 : null,
  }
}
