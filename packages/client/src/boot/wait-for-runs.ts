import type { ShadowClient } from './shadow-client.ts'

const POLL_MS = 10

/**
 * Resolves when no shadow run is under way. Under steady traffic there is always one, so it stops waiting after the maximum
 * time of a run under the current plan. It polls with `setTimeout`, which keeps the process alive, unlike the client's own
 * timers.
 */
export async function waitForRuns({ status }: Pick<ShadowClient<never, never>, 'status'>): Promise<void> {
  const { startWithinMs, timeoutMs } = status().plan
  // A run makes two calls if it calls live again to measure its noise.
  const deadline = performance.now() + 2 * (startWithinMs + timeoutMs)
  while (status().running && performance.now() < deadline) {
    await new Promise(resolve => setTimeout(resolve, POLL_MS))
  }
}
