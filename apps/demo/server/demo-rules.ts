import type { Rules } from '@shadow-mode/protocol'

/** The candidate must meet these rules before it may replace the live model. */
export const demoRules: Partial<Rules> = {
  margins: {
    'outputs.approved.agreement': { min: 0.8 },
    // The mean risk may change by five points: the candidate may judge some applicants differently, but not all.
    'outputs.probability.meanDifference': { min: -0.05, max: 0.05 },
    // The candidate's p95 divided by the live model's.
    'latency.p95': { max: 4 },
  },
  minPairs: 200,
}
