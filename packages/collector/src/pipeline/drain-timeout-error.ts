/** The log was not drained in time, so the engine's answers would be incomplete. */
export class DrainTimeoutError extends Error {
  override readonly name = 'DrainTimeoutError'
}
