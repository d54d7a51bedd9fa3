/** Why the live model replaced the serving candidate: the candidate failed, timed out, or violated a bound. */
export type FallbackReason = 'error' | 'timeout' | 'bounds'
