import type { Applicant } from '../encoding/index.ts'

/**
 * The candidate was trained on REPAYMENTS_LOG = ln(1 + mean of six payments). This computes it as an older version
 * would: as the decimal logarithm of a single old payment. The older version in the model card is the natural logarithm
 * of PAY_AMT6, which is no input here. With PAY_AMT3, the oldest payment among the inputs, that logarithm would change
 * so few decisions that only thousands of pairs would show it.
 */
export function useStaleFeature(applicant: Applicant): Applicant {
  const { PAY_AMT3: payment } = applicant
  return {
    ...applicant,
    REPAYMENTS_LOG: typeof payment === 'number' ? Math.log10(1 + Math.max(0, payment)) : null,
  }
}
