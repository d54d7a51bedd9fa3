/** Maximum probability that a confidence sequence ever misses the true value. */
export const ALPHA = 0.05
