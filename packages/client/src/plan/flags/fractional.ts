import { murmurHash3 } from './murmur-hash-3.ts'
import type { ValueOperator } from './operator.ts'
import { sum } from './sum.ts'
import { weigh } from './weigh.ts'

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
  const weights = weigh(buckets)
  const hash = murmurHash3(hasSeed ? seed : flagKey + targetingKey)
  // Up to 63 bits: more than a double holds.
  let place = Number((BigInt(hash) * BigInt(sum(weights))) >> 32n)
  const chosen = buckets[weights.findIndex(weight => (place -= weight) < 0)]
  return Array.isArray(chosen) ? chosen[0] : null
}
