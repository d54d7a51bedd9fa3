import type { Scope } from '@shadow-mode/test-support/scope.ts'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'
import type { Engine } from '../engine/engine.ts'
import { type EngineOptions, openEngine } from '../engine/open-engine.ts'
import { lockFolder } from '../folder/lock-folder.ts'

/** Opens an engine, by default in a folder of its own. It is closed when the scope ends. */
export async function openTestEngine(
  scope: Scope,
  options: Partial<Omit<EngineOptions, 'lock'>> = {},
): Promise<Engine> {
  const dir = options.dir ?? (await temporaryFolder(scope))
  // A killed engine may still be ending. Waiting for it is no problem here.
  const lock = await lockFolder(dir, { waitMs: 60_000, onProblem: () => undefined })
  const engine = await openEngine({ ...options, dir, lock })
  const close = async (): Promise<void> => {
    await engine.close()
    await lock.release()
  }
  scope.defer(close)
  return { ...engine, close }
}
