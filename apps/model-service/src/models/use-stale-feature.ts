import type { Applicant } from '../encoding/index.ts'

/**
 * The bank's story: the candidate was trained on the right REPAYMENTS_LOG, ln(1 + mean of six payments), but is served
 * one of an older version that looks at a single old payment. That version took PAY_AMT6, which is no input here; the
 * oldest payment that is one, PAY_AMT3, stands in for it.
 */
export function useStaleFeature(applicant: Applicant): Applicant {
  const { PAY_AMT3: payment } = applicant
  return {
    ...applicant,
    REPAYMENTS_LOG: typeof payment === 'number' ? Math.log1p(Math.max(0, payment)) : null,
  }
}
