/** The arguments are invalid. `runCommand` prints the message and the help. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
