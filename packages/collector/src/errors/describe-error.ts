/** Returns the message of a caught value, which may not be an Error. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
