import type { ShadowClient } from './shadow-client.ts'

const LOOK_AGAIN_MS = 10

/**
 * Resolves when no shadow run is under way, at the latest when each that is under way now must have ended: under steady
 * traffic there is always another. By a timer of its own rather than by events: it keeps the process alive until then.
 */
export async function runsEnded({ status }: Pick<ShadowClient<never, never>, 'status'>): Promise<void> {
  const { startWithinMs, timeoutMs } = status().plan
  // A run makes two calls when live is asked again for its noise.
  const latest = performance.now() + 2 * (startWithinMs + timeoutMs)
  while (status().running && performance.now() < latest) {
    await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}
