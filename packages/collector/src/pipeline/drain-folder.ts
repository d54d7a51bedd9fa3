import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Engine } from '../engine/engine.ts'
import { hasCode } from '../errors/has-code.ts'
import { openLog } from '../log/open-log.ts'
import { startPipeline } from './start-pipeline.ts'

export interface DrainFolderOptions {
  /** The data folder. */
  dir: string
  engine: Engine
  onProblem: (message: string) => void
  /** Milliseconds; default 60,000. */
  timeoutMs?: number
}

/**
 * Stores what a killed collector left in its log. For commands that open a data folder themselves: pairs that were
 * acknowledged must not be missing from what they print.
 *
 * @throws {DrainTimeoutError} The engine does not take it within `timeoutMs`.
 */
export async function drainFolder({
  dir,
  engine,
  onProblem,
  timeoutMs = 60_000,
}: DrainFolderOptions): Promise<void> {
  const folder = join(dir, 'log')
  if (!(await exists(folder))) return
  const log = await openLog({ folder, afterSeq: await engine.lastSeq(), onProblem })
  const pipeline = startPipeline({ log, engine })
  try {
    await pipeline.drained(timeoutMs)
  } finally {
    await pipeline.stop()
    await log.close()
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false
    throw error
  }
}
