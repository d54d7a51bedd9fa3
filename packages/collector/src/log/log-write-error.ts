/** The log could not be written, e.g. because the disk is full. The batch was not accepted and can be retried. */
export class LogWriteError extends Error {
  override readonly name = 'LogWriteError'
}
