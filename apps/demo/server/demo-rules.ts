import type { Rules } from '@shadow-mode/protocol'

/** What this desk asks of its candidate before it may take over. */
export const demoRules: Partial<Rules> = {
  margins: {
    'outputs.approved.agreement': { min: 0.8 },
    // The risk may move by five points on average: a candidate may judge single people otherwise, not all of them.
    'outputs.probability.meanDifference': { min: -0.05, max: 0.05 },
    // The candidate's p95 over the live model's.
    'latency.p95': { max: 4 },
  },
  minPairs: 200,
}
