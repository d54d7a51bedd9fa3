import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { tryLock } from 'fs-native-extensions'
import { describeError } from '../errors/describe-error.ts'
import { hasCode } from '../errors/has-code.ts'
import { FolderLockedError } from './folder-locked-error.ts'
import { describeHolder, writeHolder } from './lock-holder.ts'

/** A data folder that this process owns. */
export interface FolderLock {
  /** Carries the lock. A child process that inherits it holds the folder, too, even when its parent is killed. */
  readonly fd: number
  /** Rejects if the lock file was deleted or replaced, because another process could then lock the new one. */
  assertIntact(): Promise<void>
  /** Call it when every child that inherited `fd` has ended. */
  release(): Promise<void>
}

export interface LockFolderOptions {
  /**
   * How long to wait for another holder to end, e.g. a killed collector or its engine. Milliseconds.
   *
   * @default 10_000
   */
  waitMs?: number | undefined
  onProblem: (message: string) => void
}

const FILE = 'collector.lock'
const DEFAULT_WAIT_MS = 10_000
const POLL_MS = 100

/**
 * Makes this process the only owner of a data folder. The kernel holds the lock, so it ends with its holder, however that
 * dies, and holds across containers on one machine. The lock file is never deleted: a lock on a deleted file would keep
 * nobody out.
 *
 * @throws {FolderLockedError} Another process still holds the folder after `waitMs`.
 */
export async function lockFolder(
  folder: string,
  { waitMs = DEFAULT_WAIT_MS, onProblem }: LockFolderOptions,
): Promise<FolderLock> {
  const until = performance.now() + waitMs
  for (let isFirst = true; ; isFirst = false) {
    const lock = await tryToLock(folder)
    if (!('heldBy' in lock)) {
      await writeHolder(lock.file).catch((error: unknown) =>
        onProblem(`${folder} is locked, but its lock file cannot name this process: ${describeError(error)}`),
      )
      return { fd: lock.file.fd, assertIntact: lock.assertIntact, release: () => lock.file.close() }
    }
    const left = until - performance.now()
    if (left <= 0) throw new FolderLockedError(refusal(folder, lock.heldBy))
    if (isFirst) onProblem(`${folder} is held by ${lock.heldBy}. Waiting for up to ${waitMs / 1_000} s`)
    await sleep(Math.min(POLL_MS, left))
  }
}

const refusal = (folder: string, holder: string): string =>
  `${folder} is in use: it is held by ${holder}. ` +
  'Stop that process, wait longer (--lock-wait), or ask its collector (--url)'

type Attempt = { file: FileHandle; assertIntact: () => Promise<void> } | { heldBy: string }

async function tryToLock(folder: string): Promise<Attempt> {
  const path = join(folder, FILE)
  const file = await openLockFile(folder, path)
  try {
    if (!isGranted(file.fd, folder)) {
      const heldBy = await describeHolder(file)
      await file.close()
      return { heldBy }
    }
    const assertIntact = (): Promise<void> => assertAt(path, file)
    await assertIntact()
    return { file, assertIntact }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function openLockFile(folder: string, path: string): Promise<FileHandle> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return await open(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  } catch (error) {
    throw new Error(
      `${folder} cannot be locked, because ${path} cannot be written: ${describeError(error)}`,
      {
        cause: error,
      },
    )
  }
}

function isGranted(fd: number, folder: string): boolean {
  try {
    return tryLock(fd)
  } catch (error) {
    // Some network file systems answer EACCES instead of EAGAIN.
    if (hasCode(error, 'EACCES')) return false
    throw new Error(
      `${folder} cannot be locked: ${describeError(error)}. Its file system has no locks; use a local disk`,
      { cause: error },
    )
  }
}

async function assertAt(path: string, file: FileHandle): Promise<void> {
  const [mine, there] = await Promise.all([file.stat(), stat(path).catch(() => null)])
  if (there?.dev === mine.dev && there.ino === mine.ino) return
  throw new Error(
    `${path} was deleted or replaced, so it keeps no other collector out. Restart the collector, and never delete it`,
  )
}
