import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { terminalText } from '../cli/terminal-text.ts'
import { lockFolder } from '../collector/folder-lock.ts'
import type { Engine } from '../engine/engine.ts'
import { openEngine } from '../engine/open-engine.ts'
import { drainFolder } from '../pipeline/drain-folder.ts'

const tell = (problem: string): void => {
  process.stderr.write(`${terminalText(problem)}\n`)
}

/**
 * Opens a data folder for as long as `use` runs, with all that a collector acknowledged there, also when it was killed
 * before its engine had it. Unless it may be made, the folder must hold data.
 */
export async function withEngine<T>(
  dir: string,
  { create }: { create: boolean },
  use: (engine: Engine) => Promise<T>,
): Promise<T> {
  if (!create && !existsSync(join(dir, 'engine'))) throw new Error(`${dir} holds no data of a collector`)
  // The engine's own lock is not enough: while a collector's engine restarts after a crash it is free, and draining the
  // log of a running collector takes away the file that it appends to.
  const unlock = await lockFolder(dir)
  try {
    const engine = await openEngine({ dir })
    try {
      await drainFolder({ dir, engine, onProblem: tell })
      return await use(engine)
    } finally {
      await engine.close()
    }
  } finally {
    await unlock()
  }
}
