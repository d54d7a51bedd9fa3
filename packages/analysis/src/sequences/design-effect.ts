import { type Defined, defined, undefinedBecause } from '../statistics/defined.ts'

/** The fewest clusters that can show how clusters differ. It applies only if a cluster holds several values. */
const MIN_CLUSTERS = 30

/**
 * The factor by which clusters inflate the variance of a mean. The pairs of one subject form a cluster, and so do the
 * elements of one output. The factor is the cluster-robust variance over the variance of independent values:
 * Σ_c (Σ_{i∈c} e_i)² / Σ e_i² · G/(G − 1) (Liang & Zeger 1986). It is at least 1 and at most Kish's Σ n_c² / n. If no
 * value deviates from the mean, it is Kish's. `clusters[i]` is the cluster of value i, a small non-negative integer.
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
      `the ${values.length} values come from only ${groups} subjects; at least ${MIN_CLUSTERS} are needed`,
    )
  const worst = counts.reduce((total, count) => total + count * count, 0) / values.length
  if (squares === 0) return defined(worst)
  const robust = sums.reduce((total, s) => total + s * s, 0) / squares
  return defined(Math.min(worst, Math.max(1, (robust * groups) / (groups - 1))))
}
