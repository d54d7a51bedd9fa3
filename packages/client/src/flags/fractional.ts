import { murmurHash3 } from './murmur-hash-3.ts'
import type { ValueOperator } from './operator.ts'

const MAX_TOTAL_WEIGHT = 2 ** 31 - 1

/** A bucket `[variant, weight = 1]`; weights below zero, which a computed one may be, count as zero. */
function weightOf(bucket: unknown): number {
  if (!Array.isArray(bucket) || bucket.length < 1 || bucket.length > 2) return NaN
  const [variant, weight = 1]: unknown[] = bucket
  if (typeof variant === 'object' && variant !== null) return NaN
  return Number.isInteger(weight) ? Math.max(0, Number(weight)) : NaN
}

/**
 * flagd's `fractional`, second version: shares the subjects out by weight, always the same subject to the same bucket.
 * The hash is of the first argument if that is a string, else of the flag's key and the targeting key. `null`, which
 * means the default variant, where there is no subject, a bucket is malformed, or the weights sum to 0 or above 2³¹−1.
 */
export const fractional: ValueOperator = (args, _, { flagKey, targetingKey }) => {
  const [seed] = args
  const hasSeed = typeof seed === 'string'
  if (!hasSeed && !targetingKey) return null
  const buckets = hasSeed ? args.slice(1) : args
  const weights = buckets.map(weightOf)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (!(total <= MAX_TOTAL_WEIGHT)) return null
  const hash = murmurHash3(hasSeed ? seed : flagKey + targetingKey)
  // Up to 63 bits: more than a double holds.
  let place = Number((BigInt(hash) * BigInt(total)) >> 32n)
  const chosen = buckets[weights.findIndex(weight => (place -= weight) < 0)]
  return Array.isArray(chosen) ? chosen[0] : null
}
