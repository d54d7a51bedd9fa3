import type { ClusteredValues } from '../columns/clustered-values.ts'
import { designEffect } from '../sequences/design-effect.ts'
import { rateInterval } from '../sequences/rate-interval.ts'
import { sum } from '../statistics/sum.ts'
import { toOutputCheckId } from './check-id.ts'
import { ASSOCIATION_DEFAULT } from './defaults.ts'
import type { Finding } from './finding.ts'

/**
 * Measures how often the candidate's vectors lie nearer to live's vectors of their own pair than to those of another
 * pair. The mean differences of the positions cannot tell a permuted vector if the positions have equal means. `values`
 * is as in `Association.values`. Returns no finding if live's vectors are always the same.
 */
export function measureAssociation(
  path: string,
  { values, clusters }: ClusteredValues,
  hasMargin: boolean,
): Finding[] {
  const n = values.length
  if (n === 0) return []
  const own = sum(values)
  const base = {
    id: toOutputCheckId(path, 'association'),
    label: `share of two pairs whose vectors of ${path} belong together`,
    value: own / n,
    interval: null,
    n,
    // Two pairs give one value.
    ignoresMinPairs: true as const,
    ...(hasMargin ? { defaultMargin: ASSOCIATION_DEFAULT } : {}),
  }
  const effect = designEffect(values, own / n, clusters)
  if (!effect.defined) return [{ ...base, obstacle: effect.reason }]
  return [{ ...base, interval: rateInterval(own / effect.value, n / effect.value) }]
}
