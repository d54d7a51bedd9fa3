/** What is in the log did not reach the engine in time: an answer from the engine would leave it out. */
export class DrainTimeoutError extends Error {
  override readonly name = 'DrainTimeoutError'
}
