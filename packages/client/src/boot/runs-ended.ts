import type { ShadowClient } from './shadow-client.ts'

const LOOK_AGAIN_MS = 10

/**
 * Resolves when no shadow run is under way; the plan's times bound each. By a timer of its own rather than by events: it
 * keeps the process alive until then.
 */
export async function runsEnded({ status }: Pick<ShadowClient<never, never>, 'status'>): Promise<void> {
  while (status().running) await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS))
}
