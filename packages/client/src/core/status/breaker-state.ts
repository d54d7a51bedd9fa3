/** The state of a model's circuit breaker. See the plan's `breakAfterFailures`. */
export type BreakerState =
  /** The model gets no shadow calls for `forMs` milliseconds. `forMs` is at most 300,000. */
  | { state: 'open'; forMs: number }
  /** One trial call goes through. Until it ends, the model gets no other shadow call. */
  | { state: 'half-open' }
  /** All shadow calls go through. */
  | { state: 'closed' }
