/** The command was called wrongly: the message goes to stderr with the usage, and the command ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
