/** What a statistic is called, what it is, and what it should be (`null`: undefined). */
export type Comparison = readonly [what: string, actual: unknown, expected: number | null]

/** For tests: a line for each value that is not within the relative error of the expected one (0: exact). */
export function mismatches(comparisons: readonly Comparison[], relative = 1e-9): string[] {
  return comparisons
    .filter(([, actual, expected]) => {
      if (expected === null) return actual !== null
      return !(typeof actual === 'number' && Math.abs(actual - expected) <= relative * Math.abs(expected))
    })
    .map(([what, actual, expected]) => `${what}: expected ${expected} but received ${String(actual)}`)
}
