import type { Engine } from '../engine/engine.ts'
import { type EngineOptions, openEngine } from '../engine/open-engine.ts'
import { lockFolder } from '../folder/lock-folder.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Opens an engine, by default in a folder of its own. It is closed after the test. */
export async function openTestEngine(
  onFinished: (cleanUp: () => Promise<void>) => void,
  options: Partial<Omit<EngineOptions, 'lock'>> = {},
): Promise<Engine> {
  const dir = options.dir ?? (await temporaryFolder(onFinished))
  // A killed engine may still be ending. Waiting for it is no problem here.
  const lock = await lockFolder(dir, { waitMs: 60_000, onProblem: () => undefined })
  const engine = await openEngine({ ...options, dir, lock })
  const close = async (): Promise<void> => {
    await engine.close()
    await lock.release()
  }
  onFinished(close)
  return { ...engine, close }
}
