import { setTimeout as sleep } from 'node:timers/promises'
import type { Pipeline } from './start-pipeline.ts'

/** How long to wait for the current call after `drainMs` has passed. Milliseconds. */
const STOP_TIMEOUT_MS = 2_000

/** Drains the log for at most `drainMs`, then stops the pipeline. Reports a drain that did not finish. */
export async function stopPipeline(
  pipeline: Pipeline,
  drainMs: number,
  onProblem: (message: string) => void,
): Promise<void> {
  try {
    await pipeline.waitUntilDrained(drainMs)
  } catch (error) {
    onProblem(`Some records stay in the log until the next start: ${String(error)}`)
  }
  // An engine that hangs must not keep the collector from stopping. Closing the engine rejects the current call.
  await Promise.race([pipeline.stop(), sleep(STOP_TIMEOUT_MS, undefined, { ref: false })])
}
