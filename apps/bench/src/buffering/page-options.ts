/** What a page is told by the hash of its URL. */
export interface PageOptions {
  rounds: number
  /** Predictions in a block. */
  calls: number
  /** Rest after each prediction, in milliseconds. */
  restMs: number
  seed: number
}
