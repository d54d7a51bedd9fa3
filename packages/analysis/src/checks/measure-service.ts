import type { Report, Role } from '@shadow-mode/protocol'
import type { ClusteredValues } from '../columns/clustered-values.ts'
import { ALPHA } from '../sequences/confidence.ts'
import { designEffect } from '../sequences/design-effect.ts'
import { quantileInterval } from '../sequences/quantile-interval.ts'
import { rateInterval } from '../sequences/rate-interval.ts'
import { type Defined, defined } from '../statistics/defined.ts'
import { sum } from '../statistics/sum.ts'
import { CANDIDATE_ERRORS, LATENCY_P95 } from './check-id.ts'
import { ERROR_RATE_DEFAULT } from './defaults.ts'
import type { Finding } from './finding.ts'

/** Measures the share of candidate calls that failed. `failed` holds 1 for an error or timeout, and 0 for an answer. */
export function measureErrorRate(failed: Float64Array, clusters: Uint32Array): Finding {
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
  const interval = rateInterval(failures / effect.value, n / effect.value)
  return { ...base, value: rate, interval }
}

function p95Interval(
  { values, clusters }: ClusteredValues,
  p95: number,
): Defined<[number | null, number | null]> {
  const aboveP95 = values.map(value => (value > p95 ? 1 : 0))
  const share = sum(aboveP95) / values.length
  const effect = designEffect(aboveP95, share, clusters)
  // The interval of each model gets half of alpha, so that both hold together with probability 1 − alpha or more.
  return effect.defined ? defined(quantileInterval(values.toSorted(), 0.95, effect.value, ALPHA / 2)) : effect
}

// Returns `null`, an open end, for an open end or a ratio that is not finite.
function divide(top: number | null, bottom: number | null): number | null {
  const ratio = top === null || bottom === null || bottom === 0 ? Infinity : top / bottom
  return Number.isFinite(ratio) ? ratio : null
}

/**
 * Measures the 95th percentile of the candidate's durations divided by that of the live model's, over calls that
 * answered `ok`. `report.latency.difference` has the percentiles of the difference within pairs.
 */
export function measureLatency(latency: Report['latency'], columns: Record<Role, ClusteredValues>): Finding {
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
  const liveInterval = p95Interval(columns.live, live)
  const candidateInterval = p95Interval(columns.candidate, candidate)
  const value = divide(candidate, live)
  if (value === null)
    return { ...base, value, interval: null, obstacle: 'the ratio is too large for a number' }
  if (!liveInterval.defined) return { ...base, value, interval: null, obstacle: liveInterval.reason }
  if (!candidateInterval.defined)
    return { ...base, value, interval: null, obstacle: candidateInterval.reason }
  return {
    ...base,
    value,
    interval: [
      divide(candidateInterval.value[0], liveInterval.value[1]),
      divide(candidateInterval.value[1], liveInterval.value[0]),
    ],
  }
}
