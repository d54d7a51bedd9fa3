/** Why live answered in the serving candidate's place: it failed, took too long, or its answer broke a bound. */
export type FallbackReason = 'error' | 'timeout' | 'bounds'
