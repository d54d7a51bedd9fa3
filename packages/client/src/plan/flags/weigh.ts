import { sum } from './sum.ts'

const MAX_TOTAL_WEIGHT = 2 ** 31 - 1

/** Returns the weight of a bucket `[variant, weight = 1]`, or NaN if it is malformed. A negative weight counts as zero. */
function weightOf(bucket: unknown): number {
  if (!Array.isArray(bucket) || bucket.length < 1 || bucket.length > 2) return NaN
  const [variant, weight = 1]: unknown[] = bucket
  if (typeof variant === 'object' && variant !== null) return NaN
  return Number.isInteger(weight) ? Math.max(0, Number(weight)) : NaN
}

/** Returns the weights of `fractional`'s buckets. Empty if a bucket is malformed or the sum is too large. */
export function weigh(buckets: unknown[]): number[] {
  const weights = buckets.map(weightOf)
  return sum(weights) <= MAX_TOTAL_WEIGHT ? weights : []
}
