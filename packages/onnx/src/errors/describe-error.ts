/** Returns the message of a caught value. */
export const describeError = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
