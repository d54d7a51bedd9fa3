/** Every confidence sequence misses the truth at any time with at most this probability. */
export const ALPHA = 0.05
