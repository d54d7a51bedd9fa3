export interface Effort {
  /** The number of rounds. Each has four blocks: bare, treated, treated, bare. */
  rounds: number
  /** The number of calls in a block. */
  calls: number
  /** The rest after each answer in milliseconds. It is longer while the shadow run of the call continues. */
  restMs: number
}
