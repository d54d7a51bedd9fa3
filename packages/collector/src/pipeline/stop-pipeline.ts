import { setTimeout as sleep } from 'node:timers/promises'
import type { Pipeline } from './start-pipeline.ts'

/** How long it waits for the call that is on its way once `drainMs` are over. Milliseconds. */
const STOP_PATIENCE_MS = 2_000

/** Lets the engine take what is in the log, for `drainMs` at most, and tells when something stays there. */
export async function stopPipeline(
  pipeline: Pipeline,
  drainMs: number,
  onProblem: (message: string) => void,
): Promise<void> {
  try {
    await pipeline.drained(drainMs)
  } catch (error) {
    onProblem(`Some pairs stay in the log until the next start: ${String(error)}`)
  }
  // An engine that does not even answer must not keep the collector from ending: closing it fails the call.
  await Promise.race([pipeline.stop(), sleep(STOP_PATIENCE_MS, undefined, { ref: false })])
}
