import { readFileSync } from 'node:fs'
import { mkdir, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { hasCode } from '../errors/has-code.ts'

/** The data folder is in use by a collector, or by a command with `--data`. */
export class FolderLockedError extends Error {
  override readonly name = 'FolderLockedError'
}

const FILE = 'collector.lock'

/**
 * Makes the caller the only owner of a data folder. Creates the folder if missing. A lock left behind by a killed
 * process is replaced. The lock identifies its owner by process id and, on Linux, by start time.
 *
 * @returns A function that releases the lock.
 * @throws {FolderLockedError} A running process holds the lock, or the lock keeps changing.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, FILE)
  const mine = `${process.pid} ${readStartTime(process.pid)}`
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await create(path, mine)) return () => release(path, mine)
    const holder = await read(path)
    if (holder === null) continue
    if (isAlive(holder)) {
      throw new FolderLockedError(
        `${folder} is in use by the process with id ${holder.split(' ')[0]}, probably a running collector. ` +
          'Use --url to query it, or stop it',
      )
    }
    await release(path, holder)
  }
  throw new FolderLockedError(`${folder} is in use: ${path} keeps changing`)
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(content)
    } finally {
      await file.close()
    }
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

async function read(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

async function release(path: string, content: string): Promise<void> {
  if ((await read(path)) === content) await unlink(path)
}

function isAlive(holder: string): boolean {
  const [id = '', started = ''] = holder.split(' ')
  const pid = Number(id)
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM means that the process exists and belongs to another user.
    if (!hasCode(error, 'EPERM')) return false
  }
  return readStartTime(pid) === started
}

/** The boot id and the start time in clock ticks since boot. Empty if `/proc` does not tell. */
function readStartTime(pid: number): string {
  try {
    // The command name is in brackets and may itself contain spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
  } catch {
    return ''
  }
}
