import { isPrimitive } from '../../flags/is-primitive.ts'
import { own } from '../../guard/own.ts'

const weightIn = (bucket: unknown): number => {
  const [, weight = 1]: unknown[] = Array.isArray(bucket) ? bucket : [undefined, NaN]
  return typeof weight === 'number' ? Math.max(0, weight) : NaN
}

/**
 * The share of subjects that a rule gives to a variant, where the rule itself is a `fractional` whose names and weights
 * are written out; 1 where it is another, or they are computed: then nobody can say.
 */
export function variantShare(targeting: unknown, variant: string, defaultVariant: unknown): number {
  const args = own(targeting, 'fractional')
  if (!Array.isArray(args)) return 1
  // A first argument that is no bucket says what is hashed.
  const buckets: unknown[] = Array.isArray(args[0]) ? args : args.slice(1)
  let total = 0
  let share = 0
  for (const bucket of buckets) {
    const name: unknown = (Array.isArray(bucket) ? bucket[0] : undefined) ?? defaultVariant
    if (!isPrimitive(name)) return 1
    total += weightIn(bucket)
    if (`${name}` === variant) share += weightIn(bucket)
  }
  return share > 0 && share <= total ? share / total : 1
}
