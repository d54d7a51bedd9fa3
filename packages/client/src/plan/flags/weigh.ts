import { sum } from './sum.ts'

const MAX_TOTAL_WEIGHT = 2 ** 31 - 1

/** The weight of a bucket `[variant, weight = 1]`. A computed weight may be negative and counts as zero. NaN if malformed. */
function weightOf(bucket: unknown): number {
  if (!Array.isArray(bucket) || bucket.length < 1 || bucket.length > 2) return NaN
  const [variant, weight = 1]: unknown[] = bucket
  if (typeof variant === 'object' && variant !== null) return NaN
  return Number.isInteger(weight) ? Math.max(0, Number(weight)) : NaN
}

/** The weights of `fractional`'s buckets. Empty if a bucket is malformed or the sum is too large. */
export function weigh(buckets: unknown[]): number[] {
  const weights = buckets.map(weightOf)
  return sum(weights) <= MAX_TOTAL_WEIGHT ? weights : []
}
