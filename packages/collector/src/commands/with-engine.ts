import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { escapeForTerminal } from '../cli/escape-for-terminal.ts'
import type { Engine } from '../engine/engine.ts'
import { openEngine } from '../engine/open-engine.ts'
import { lockFolder } from '../folder/lock-folder.ts'
import { drainFolder } from '../pipeline/drain-folder.ts'
import type { FolderLocation } from './data-location.ts'

const printProblem = (problem: string): void => {
  process.stderr.write(`${escapeForTerminal(problem)}\n`)
}

/**
 * Opens a data folder while `use` runs. Drains the log first, so that the engine has every record that a killed
 * collector acknowledged. Without `create`, throws if the folder contains no data.
 */
export async function withEngine<T>(
  { dir, lockWaitMs }: FolderLocation,
  { create }: { create: boolean },
  use: (engine: Engine) => Promise<T>,
): Promise<T> {
  if (!create && !existsSync(join(dir, 'engine'))) throw new Error(`${dir} contains no collector data`)
  // The engine's own lock is not enough, because it is free while a collector's engine restarts after a crash. Draining
  // the log of a running collector would delete the file that it appends to.
  const lock = await lockFolder(dir, { waitMs: lockWaitMs, onProblem: printProblem })
  try {
    const engine = await openEngine({ dir, lock, onProblem: printProblem })
    try {
      await drainFolder({ dir, engine, onProblem: printProblem })
      return await use(engine)
    } finally {
      await engine.close()
    }
  } finally {
    await lock.release()
  }
}
