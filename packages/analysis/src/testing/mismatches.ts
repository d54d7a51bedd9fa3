/** The name of a statistic, its value and the expected value. `null` means that it has no value. */
export type Comparison = readonly [what: string, actual: unknown, expected: number | null]

/** Returns a line for each value that is further from the expected one than the relative error. 0 asks for equality. */
export function mismatches(comparisons: readonly Comparison[], relative = 1e-9): string[] {
  return comparisons
    .filter(([, actual, expected]) => {
      if (expected === null) return actual !== null
      return !(typeof actual === 'number' && Math.abs(actual - expected) <= relative * Math.abs(expected))
    })
    .map(([what, actual, expected]) => `${what}: expected ${expected} but received ${String(actual)}`)
}
