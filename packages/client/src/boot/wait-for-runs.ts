import type { ShadowClient } from './shadow-client.ts'

const POLL_MS = 10

/**
 * Resolves when no shadow run is under way, at the deadline when each that is under way now must have ended: under steady
 * traffic there is always another. By a timer of its own rather than by events: it keeps the process alive until then.
 */
export async function waitForRuns({ status }: Pick<ShadowClient<never, never>, 'status'>): Promise<void> {
  const { startWithinMs, timeoutMs } = status().plan
  // A run makes two calls if it calls live again to measure its noise.
  const deadline = performance.now() + 2 * (startWithinMs + timeoutMs)
  while (status().running && performance.now() < deadline) {
    await new Promise(resolve => setTimeout(resolve, POLL_MS))
  }
}
