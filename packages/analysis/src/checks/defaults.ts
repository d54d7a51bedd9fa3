import type { Margin } from '@shadow-mode/protocol'

/** The default margin of `capture.complete`: the share of sampled predictions that may be lost. */
export const COMPLETE_DEFAULT: Margin = { max: 0.05 }
/** The default margin of `status.candidate.errorRate`: the share of candidate calls that may fail. */
export const ERROR_RATE_DEFAULT: Margin = { max: 0.05 }
/**
 * The default margin of the `association` check of a vector, if another check of the vector has a margin in the rules. A
 * candidate whose vectors do not depend on live's has ½.
 */
export const ASSOCIATION_DEFAULT: Margin = { min: 0.6 }
/** The default margin of the `comparable` check of a path, if another check of the path has a margin in the rules. */
export const COMPARABLE_DEFAULT: Margin = { min: 0.95 }
