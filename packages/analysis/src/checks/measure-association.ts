import type { Association } from '../outputs/association.ts'
import { ALPHA } from '../sequences/confidence.ts'
import { designEffect } from '../sequences/design-effect.ts'
import { rateInterval } from '../sequences/rate-interval.ts'
import { sum } from '../statistics/sum.ts'
import { toOutputCheckId } from './check-id.ts'
import { ASSOCIATION_DEFAULT } from './defaults.ts'
import type { Finding } from './finding.ts'

/** Finds the two positions that are most clearly exchanged: the candidate orders them as live does in less than half of the cases. */
function findExchanged(association: Association): readonly [number, number] | undefined {
  const orders = association.orders()
  // There is one interval for each two positions, and all of them hold together.
  const alpha = ALPHA / orders.length
  const rated = orders
    .filter(({ agreeing, n }) => agreeing / n < 0.5)
    .map(({ positions, agreeing, n }) => ({ positions, highest: rateInterval(agreeing, n, alpha)[1] }))
  const [worst] = rated.toSorted((one, other) => one.highest - other.highest)
  return worst !== undefined && worst.highest < 0.5 ? worst.positions : undefined
}

/**
 * Measures how often the candidate's vectors lie nearer to live's vectors of their own pair than to those of another pair. The
 * mean differences of the positions cannot tell a permuted vector if the positions have equal means. The check also fails if two
 * positions are exchanged and the rest of the vector hides it. Returns nothing if live's vectors are always nearly the same.
 */
export function measureAssociation(path: string, association: Association, hasMargin: boolean): Finding[] {
  const { values, clusters } = association.values()
  const n = values.length
  const [one, other] = findExchanged(association) ?? []
  if (n === 0 && one === undefined) return []
  const own = sum(values)
  const base = {
    id: toOutputCheckId(path, 'association'),
    label: `share of two pairs whose vectors of ${path} belong together`,
    value: n === 0 ? null : own / n,
    interval: null,
    n,
    // Two pairs give one value.
    ignoresMinPairs: true as const,
    ...(hasMargin ? { defaultMargin: ASSOCIATION_DEFAULT } : {}),
  }
  if (one !== undefined) {
    const positions = `${path}[${one}] and ${path}[${other}]`
    return [{ ...base, failure: `the candidate orders ${positions} against live, as if they were exchanged` }]
  }
  const effect = designEffect(values, own / n, clusters)
  if (!effect.defined) return [{ ...base, obstacle: effect.reason }]
  return [{ ...base, interval: rateInterval(own / effect.value, n / effect.value) }]
}
