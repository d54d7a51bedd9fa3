import { type Defined, defined, undefinedBecause } from '../statistics/defined.ts'

/** Minimum number of clusters for an estimate. Does not apply if every cluster holds one value. */
const MIN_CLUSTERS = 30

/**
 * The factor by which clusters inflate the variance of the mean of n values. The pairs of one subject form a cluster,
 * and all values of one pair belong to its cluster. The factor is the cluster-robust variance over the variance of
 * independent values: Σ_c (Σ_{i∈c} e_i)² / Σ_i e_i² · G/(G − 1) (Liang & Zeger 1986). G is the number of clusters, c a
 * cluster with n_c values, and e_i value i minus the mean.
 *
 * The factor is at least 1 and at most Kish's Σ_c n_c² / n. If no value deviates from the mean, the factor is Kish's.
 * It is undefined for fewer than 30 clusters, unless every value has a cluster of its own: then it is 1. `clusters[i]`
 * is the cluster of value i, a small non-negative integer.
 */
export function designEffect(values: Float64Array, mean: number, clusters: Uint32Array): Defined<number> {
  const size = clusters.reduce((max, cluster) => Math.max(max, cluster), 0) + 1
  const sums = new Float64Array(size)
  const counts = new Float64Array(size)
  let squares = 0
  for (const [i, cluster] of clusters.entries()) {
    const deviation = (values[i] ?? 0) - mean
    sums[cluster] = (sums[cluster] ?? 0) + deviation
    counts[cluster] = (counts[cluster] ?? 0) + 1
    squares += deviation * deviation
  }
  const groups = counts.reduce((total, count) => total + (count > 0 ? 1 : 0), 0)
  if (groups === values.length) return defined(1)
  if (groups < MIN_CLUSTERS)
    return undefinedBecause(
      `the ${values.length} values fall into only ${groups} clusters, such as subjects; at least ${MIN_CLUSTERS} are needed`,
    )
  const kish = counts.reduce((total, count) => total + count * count, 0) / values.length
  if (squares === 0) return defined(kish)
  const robust = sums.reduce((total, s) => total + s * s, 0) / squares
  return defined(Math.min(kish, Math.max(1, (robust * groups) / (groups - 1))))
}
