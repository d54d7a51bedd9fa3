import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Creates a folder and deletes it after the test. Pass vitest's `onTestFinished`. */
export async function temporaryFolder(onFinished: (cleanUp: () => Promise<void>) => void): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'shadow-mode-'))
  onFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}
