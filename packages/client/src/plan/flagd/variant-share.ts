import { own } from '../../core/guard/own.ts'
import { sum } from '../flags/sum.ts'
import { toText } from '../flags/to-text.ts'
import { weigh } from '../flags/weigh.ts'

/**
 * Returns the share of subjects that get `variant`, if the rule is a `fractional` with literal names and weights.
 * Otherwise, the share is unknown, or all subjects get the same variant, and the result is 1. `isMatch` is true if the
 * rule chose the variant, and false if the variant is the flag's default, or `null` because the flag has none.
 */
export function variantShare(
  targeting: unknown,
  variant: string | null,
  defaultVariant: unknown,
  isMatch: boolean,
): number {
  const args = own(targeting, 'fractional')
  if (!Array.isArray(args)) return 1
  const [seed]: unknown[] = args
  const hasSeed = !Array.isArray(seed)
  // A literal seed puts all subjects into one bucket. A computed seed that is not a string puts them into none.
  if (hasSeed && (typeof seed === 'string' || !isMatch)) return 1
  const buckets: unknown[] = hasSeed ? args.slice(1) : args
  const weights = weigh(buckets)
  const chosen = toText(variant ?? defaultVariant)
  const variantWeights = weights.filter(
    (_, index) => toText(own(buckets[index], '0') ?? defaultVariant) === chosen,
  )
  return sum(variantWeights) / sum(weights) || 1
}
