/** Ends a wait that hangs. A state that comes is there sooner, also on a slow machine that has much else to do. */
export const PATIENCE_MS = 120_000
