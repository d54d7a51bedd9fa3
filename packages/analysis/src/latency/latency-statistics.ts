/** What the latency block holds of each column, beside `n`. */
export const LATENCY_STATISTICS = ['p50', 'p90', 'p95', 'p99', 'mean', 'min', 'max'] as const
