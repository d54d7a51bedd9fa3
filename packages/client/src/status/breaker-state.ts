/** Of the breaker that spares a model which fails. */
export type BreakerState =
  | { state: 'open'; forMs: number }
  /** One call tries. */
  | { state: 'half-open' }
  | { state: 'closed' }
