/** The statistics of each latency column, besides `n`. */
export const LATENCY_STATISTICS = ['p50', 'p90', 'p95', 'p99', 'mean', 'min', 'max'] as const
