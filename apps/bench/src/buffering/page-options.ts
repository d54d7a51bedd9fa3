/** The options of a page. They are in the hash of its URL. */
export interface PageOptions {
  rounds: number
  /** The number of predictions in a block. */
  calls: number
  /** The rest after each prediction, in milliseconds. */
  restMs: number
  seed: number
}
