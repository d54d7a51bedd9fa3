import { execFile } from 'node:child_process'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { temporaryFolder } from '@shadow-mode/test-support/servers/temporary-folder.ts'

const run = promisify(execFile)

export interface Disk {
  path: string
  /** Takes all the room that is left. */
  fill(): Promise<void>
  /** Gives it back. */
  free(): Promise<void>
  /** Mounts it read-only, or writable again. Nothing may be open for writing. */
  remount(mode: 'ro' | 'rw'): Promise<void>
}

const CHUNK = Buffer.alloc(64 * 1024)

/** A small disk in memory, for as long as `scope` lasts. */
export async function mountDisk(scope: AsyncDisposableStack, megabytes: number): Promise<Disk> {
  const path = join(await temporaryFolder(scope, 'disk'), 'mounted')
  await mkdir(path)
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'shadow-mode-test', path])
  scope.defer(async () => void (await run('umount', ['--lazy', path])))
  const ballast = join(path, 'ballast')
  return {
    path,
    fill: async () => {
      const file = await open(ballast, 'a')
      try {
        for (;;) await file.write(CHUNK)
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
      } finally {
        await file.close()
      }
    },
    free: () => rm(ballast, { force: true }),
    remount: async mode => void (await run('mount', ['-o', `remount,${mode}`, path])),
  }
}
