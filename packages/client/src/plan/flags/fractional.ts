import { murmurHash3 } from './murmur-hash-3.ts'
import type { ValueOperator } from './operator.ts'
import { sum } from './sum.ts'
import { weigh } from './weigh.ts'

/**
 * flagd's `fractional` (version 2). It assigns each subject to one of the weighted buckets, always to the same one while
 * the buckets stay the same. It hashes the first argument if that is a string, and otherwise the flag key and the
 * targeting key.
 *
 * Returns `null`, which selects the default variant, if there is neither a string nor a targeting key to hash, if a
 * bucket is malformed, or if the weights sum to 0 or more than 2³¹−1.
 */
export const fractional: ValueOperator = (args, _, { flagKey, targetingKey }) => {
  const [seed] = args
  const hasSeed = typeof seed === 'string'
  if (!hasSeed && !targetingKey) return null
  const buckets = hasSeed ? args.slice(1) : args
  const weights = weigh(buckets)
  const hash = murmurHash3(hasSeed ? seed : flagKey + targetingKey)
  // BigInt, because the product has up to 63 bits.
  let place = Number((BigInt(hash) * BigInt(sum(weights))) >> 32n)
  const index = weights.findIndex(weight => {
    place -= weight
    return place < 0
  })
  const chosen = buckets[index]
  return Array.isArray(chosen) ? chosen[0] : null
}
