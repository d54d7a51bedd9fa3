import type { Report, Role } from '@shadow-mode/protocol'
import type { ClusteredValues } from '../columns/clustered-values.ts'
import { ALPHA } from '../sequences/confidence.ts'
import { designEffect } from '../sequences/design-effect.ts'
import { quantileSequence } from '../sequences/quantile-sequence.ts'
import { rateSequence } from '../sequences/rate-sequence.ts'
import { type Defined, defined } from '../statistics/defined.ts'
import { sum } from '../statistics/sum.ts'
import { CANDIDATE_ERRORS, LATENCY_P95 } from './check-id.ts'
import { ERROR_RATE_DEFAULT } from './defaults.ts'
import type { Finding } from './finding.ts'

/** The share of candidate calls that failed. `failed` holds 1 for an error or timeout, and 0 for an answer. */
export function errorRateFinding(failed: Float64Array, clusters: Uint32Array): Finding {
  const n = failed.length
  const failures = sum(failed)
  const base = {
    id: CANDIDATE_ERRORS,
    label: 'share of candidate calls that failed',
    n,
    defaultMargin: ERROR_RATE_DEFAULT,
  }
  if (n === 0) return { ...base, value: null, interval: null }
  const rate = failures / n
  const effect = designEffect(failed, rate, clusters)
  if (!effect.defined) return { ...base, value: rate, interval: null, obstacle: effect.reason }
  const interval = rateSequence(failures / effect.value, n / effect.value)
  return { ...base, value: rate, interval }
}

function p95Sequence(
  { values, clusters }: ClusteredValues,
  p95: number,
): Defined<[number | null, number | null]> {
  const above = values.map(value => (value > p95 ? 1 : 0))
  const share = sum(above) / values.length
  const effect = designEffect(above, share, clusters)
  // Each sequence gets half of alpha, so that both hold together with probability 1 − alpha.
  return effect.defined ? defined(quantileSequence(values.toSorted(), 0.95, effect.value, ALPHA / 2)) : effect
}

// A ratio that is not finite becomes an open end.
function over(top: number | null, bottom: number | null): number | null {
  const ratio = top === null || bottom === null || bottom === 0 ? Infinity : top / bottom
  return Number.isFinite(ratio) ? ratio : null
}

/**
 * The candidate's 95th percentile divided by the live model's, over answered calls. 1.5 means that the candidate takes
 * 50 % longer. `report.latency.difference` has the percentiles of the difference within pairs.
 */
export function latencyFinding(latency: Report['latency'], columns: Record<Role, ClusteredValues>): Finding {
  const base = {
    id: LATENCY_P95,
    label: 'p95 of the candidate over p95 of live',
    n: Math.min(latency.live.n, latency.candidate.n),
  }
  const live = latency.live.p95
  const candidate = latency.candidate.p95
  if (live === null || candidate === null || live === 0)
    return {
      ...base,
      value: null,
      interval: null,
      obstacle: 'a model has no p95, or the p95 of live is 0 ms',
    }
  const below = p95Sequence(columns.live, live)
  const above = p95Sequence(columns.candidate, candidate)
  const value = over(candidate, live)
  if (value === null)
    return { ...base, value, interval: null, obstacle: 'the ratio is too large for a number' }
  if (!below.defined) return { ...base, value, interval: null, obstacle: below.reason }
  if (!above.defined) return { ...base, value, interval: null, obstacle: above.reason }
  return {
    ...base,
    value,
    interval: [over(above.value[0], below.value[1]), over(above.value[1], below.value[0])],
  }
}
