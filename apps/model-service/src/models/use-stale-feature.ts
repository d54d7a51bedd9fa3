import type { Applicant } from '../encoding/index.ts'

/**
 * The bank's story: the candidate was trained on the right REPAYMENTS_LOG, ln(1 + mean of six payments), but is served
 * one of an older version, which took the decimal logarithm of a single old payment. (The model card's older version
 * took the natural logarithm of PAY_AMT6, which is no input here; PAY_AMT3, the oldest payment that is one, with that
 * logarithm moves this demo's decisions so little that it takes thousands of pairs to tell.)
 */
export function useStaleFeature(applicant: Applicant): Applicant {
  const { PAY_AMT3: payment } = applicant
  return {
    ...applicant,
    REPAYMENTS_LOG: typeof payment === 'number' ? Math.log10(1 + Math.max(0, payment)) : null,
  }
}
