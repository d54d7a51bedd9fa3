import { type Defined, defined, undefinedBecause } from './defined.ts'

/**
 * Cohen's unweighted kappa (1960) of a square table: (observed − expected) / (1 − expected). `observed` is the share of
 * agreements, and `expected` is the share that the row and column totals predict for independent models.
 */
export function cohenKappa(counts: readonly (readonly number[])[]): Defined<number> {
  const rows = counts.map(row => row.reduce((a, b) => a + b, 0))
  const columns = counts.map((_, j) => counts.reduce((total, row) => total + (row[j] ?? 0), 0))
  const n = rows.reduce((a, b) => a + b, 0)
  if (n === 0) return undefinedBecause('no pair to compare')
  if (rows.some((row, i) => row === n && columns[i] === n))
    return undefinedBecause('both models always gave the same class, so chance agreement is 1')
  const observed = counts.reduce((total, row, i) => total + (row[i] ?? 0), 0) / n
  const expected = rows.reduce((total, row, i) => total + (row / n) * ((columns[i] ?? 0) / n), 0)
  return defined((observed - expected) / (1 - expected))
}
