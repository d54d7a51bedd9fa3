import { type Defined, defined, undefinedBecause } from './defined.ts'
import { isConstant } from './is-constant.ts'
import { studentTwoSided, studentTwoSidedQuantile } from './student-t.ts'
import { sum } from './sum.ts'
import { sumOfSquares } from './sum-of-squares.ts'

export interface PairedT {
  df: number
  /** Undefined when all differences are equal: their variance is 0. */
  test: Defined<{ t: number; p: number }>
  /** mean ∓ t(0.975, n − 1) · sd / √n. It holds for a fixed n, not under peeking. */
  interval: [number, number]
}

/** Student's paired t-test (1908) of mean difference 0, two-sided, with its 95 % interval. */
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
