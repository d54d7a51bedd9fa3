/** The log has reached a limit. Nothing was written. */
export class LogFullError extends Error {
  override readonly name = 'LogFullError'
}
