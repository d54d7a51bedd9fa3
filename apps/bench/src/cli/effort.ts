export interface Effort {
  /** Rounds of four blocks: bare, treated, treated, bare. */
  rounds: number
  /** Calls a block. */
  calls: number
  /** Rest after each answer, in milliseconds; longer while something of the call still runs behind it. */
  restMs: number
}
