import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Scope } from '../scope.ts'

/** Creates an empty folder and deletes it when `scope` ends. */
export async function temporaryFolder(scope: Scope, name = 'test'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `shadow-mode-${name}-`))
  scope.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))
  return folder
}
