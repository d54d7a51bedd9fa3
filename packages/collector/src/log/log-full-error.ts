/** More waits than the log's limits allow: nothing was written. */
export class LogFullError extends Error {
  override readonly name = 'LogFullError'
}
