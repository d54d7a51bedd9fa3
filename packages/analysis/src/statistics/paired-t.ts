import { type Defined, defined, undefinedBecause } from './defined.ts'
import { isConstant } from './is-constant.ts'
import { studentTwoSided, studentTwoSidedQuantile } from './student-t.ts'
import { sum } from './sum.ts'
import { sumOfSquares } from './sum-of-squares.ts'

export interface PairedT {
  /** Degrees of freedom: the number of differences − 1. */
  df: number
  /** Undefined when all differences are equal, because their variance is 0. */
  test: Defined<{ t: number; p: number }>
  /**
   * mean ± q · sd / √n for n differences. q is the 0.975 quantile of Student's t with `df` degrees of freedom. The
   * interval holds for a fixed n, not under peeking.
   */
  interval: [number, number]
}

/** Student's two-sided paired t-test (1908) of mean difference 0, and the 95 % interval of the mean difference. */
export function pairedT(differences: Float64Array): Defined<PairedT> {
  const n = differences.length
  if (n < 2) return undefinedBecause('needs at least two pairs')
  const df = n - 1
  if (isConstant(differences)) {
    const value = differences[0] ?? 0
    return defined({ df, test: undefinedBecause('every difference is equal'), interval: [value, value] })
  }
  const mean = sum(differences) / n
  const standardError = Math.sqrt(sumOfSquares(differences, mean) / df / n)
  if (!Number.isFinite(standardError)) return undefinedBecause('the differences are too large for a number')
  if (standardError === 0)
    return undefinedBecause('the differences vary too little for floating-point numbers')
  const half = studentTwoSidedQuantile(0.05, df) * standardError
  const t = mean / standardError
  return defined({
    df,
    test: defined({ t, p: studentTwoSided(t, df) }),
    interval: [mean - half, mean + half],
  })
}
