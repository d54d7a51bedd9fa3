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
  /**
   * Timeout in milliseconds.
   *
   * @default 60_000
   */
  timeoutMs?: number
}

/**
 * Stores the entries that a collector left in its log. Commands that open a data folder call this first, so that their
 * output includes every acknowledged record.
 *
 * @throws {DrainTimeoutError} The drain takes longer than `timeoutMs`.
 */
export async function drainFolder({
  dir,
  engine,
  onProblem,
  timeoutMs = 60_000,
}: DrainFolderOptions): Promise<void> {
  const folder = join(dir, 'log')
  if (!(await exists(folder))) return
  const log = await openLog({ folder, afterSeq: await engine.readLastSeq(), onProblem })
  const pipeline = startPipeline({ log, engine })
  try {
    await pipeline.waitUntilDrained(timeoutMs)
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
