/** The log could not be written: the disk is full, broken or read-only. The batch was not taken; it may be sent again. */
export class LogWriteError extends Error {
  override readonly name = 'LogWriteError'
}
