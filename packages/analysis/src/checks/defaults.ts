import type { Margin } from '@shadow-mode/protocol'

/** Largest share of sampled predictions that may have been lost before the verdict is in doubt. */
export const COMPLETE_DEFAULT: Margin = { max: 0.05 }
/** Largest share of candidate calls that may end in an error or timeout: those pairs are not compared. */
export const ERROR_RATE_DEFAULT: Margin = { max: 0.05 }
/** Least share of an output's values that must be comparable, where a margin is declared for the path. */
export const COMPARABLE_DEFAULT: Margin = { min: 0.95 }
