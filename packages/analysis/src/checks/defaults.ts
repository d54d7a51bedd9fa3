import type { Margin } from '@shadow-mode/protocol'

/** The largest share of sampled predictions that may be lost. */
export const COMPLETE_DEFAULT: Margin = { max: 0.05 }
/** The largest share of candidate calls that may fail. Failed calls are not compared. */
export const ERROR_RATE_DEFAULT: Margin = { max: 0.05 }
/** The smallest share of an output's values that must be comparable. Applies to paths with a margin. */
export const COMPARABLE_DEFAULT: Margin = { min: 0.95 }
