/** The limit of every wait in a test. It is so long that only a wait that hangs reaches it, even on a busy machine. */
export const PATIENCE_MS = 120_000
