import { fairBinomialCdf } from './binomial.ts'
import { chi2Survival } from './chi2.ts'
import { type Defined, defined, undefinedBecause } from './defined.ts'

export interface McNemar {
  /** 2 · P(X ≤ min(b, c)) for X ~ Binomial(b + c, ½), at most 1. It is 1 if b + c = 0. */
  exactP: number
  /**
   * `chi2` is (b − c)² / (b + c). `chi2Corrected` has Edwards' correction: (|b − c| − 1)² / (b + c). Both have one
   * degree of freedom. Undefined if b + c = 0.
   */
  asymptotic: Defined<{ chi2: number; p: number; chi2Corrected: number; pCorrected: number }>
}

/** McNemar's test (1947) of equal marginal rates. `b` and `c` count the two kinds of disagreement. */
export function mcnemar(b: number, c: number): McNemar {
  const n = b + c
  if (n === 0) return { exactP: 1, asymptotic: undefinedBecause('the models never disagree') }
  const chi2 = (b - c) ** 2 / n
  const chi2Corrected = (Math.abs(b - c) - 1) ** 2 / n
  return {
    exactP: Math.min(1, 2 * fairBinomialCdf(Math.min(b, c), n)),
    asymptotic: defined({
      chi2,
      p: chi2Survival(chi2, 1),
      chi2Corrected,
      pCorrected: chi2Survival(chi2Corrected, 1),
    }),
  }
}
