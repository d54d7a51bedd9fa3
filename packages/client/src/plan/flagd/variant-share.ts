import { own } from '../../core/guard/own.ts'
import { sum } from '../flags/sum.ts'
import { toText } from '../flags/to-text.ts'
import { weigh } from '../flags/weigh.ts'

/**
 * The share of subjects that a rule gives to the variant of one of them, where the rule itself is a `fractional` whose
 * names and weights are written out; 1 where it is another, or they are computed: then nobody can say. Nor is anything
 * shared out where the weights decide nothing. `isMatch`: the rule chose the variant, not the flag its default.
 */
export function variantShare(
  targeting: unknown,
  variant: string,
  defaultVariant: unknown,
  isMatch: boolean,
): number {
  const args = own(targeting, 'fractional')
  if (!Array.isArray(args)) return 1
  const [seed]: unknown[] = args
  const hasSeed = !Array.isArray(seed)
  // One text for all is one bucket for all; without a text there is none for anybody.
  if (hasSeed && (typeof seed === 'string' || !isMatch)) return 1
  const buckets: unknown[] = hasSeed ? args.slice(1) : args
  const weights = weigh(buckets)
  const mine = weights.filter((_, index) => toText(own(buckets[index], '0') ?? defaultVariant) === variant)
  return sum(mine) / sum(weights) || 1
}
