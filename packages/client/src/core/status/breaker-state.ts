/** Of the breaker that spares a model which fails; see the plan's `breakAfterFailures`. */
export type BreakerState =
  /** No shadow call goes to the model for so long, in milliseconds: at most 300,000. */
  | { state: 'open'; forMs: number }
  /** One call tries. */
  | { state: 'half-open' }
  /** All calls go through. */
  | { state: 'closed' }
