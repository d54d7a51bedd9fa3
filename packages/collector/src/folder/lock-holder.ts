import type { FileHandle } from 'node:fs/promises'
import { hostname } from 'node:os'
import * as v from 'valibot'

/**
 * The size of the lock file. It never changes, so that a full disk cannot keep the next holder from writing its name.
 * Bytes.
 */
const FILE_BYTES = 512

const HolderSchema = v.object({
  pid: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  host: v.pipe(v.string(), v.maxLength(253)),
  since: v.pipe(v.string(), v.isoTimestamp()),
})

/** Writes this process into the lock file, for the message that another process prints. */
export async function writeHolder(file: FileHandle): Promise<void> {
  const holder = { pid: process.pid, host: hostname().slice(0, 253), since: new Date().toISOString() }
  await file.write(JSON.stringify(holder).padEnd(FILE_BYTES), 0)
  await file.truncate(FILE_BYTES)
}

/** Says whom to look for, in the words of the holder. Nothing depends on it: only the kernel knows who holds the lock. */
export async function describeHolder(file: FileHandle): Promise<string> {
  const holder = v.safeParse(v.pipe(v.string(), v.parseJson(), HolderSchema), await readText(file))
  if (!holder.success) return 'a process that has not written its id into the lock file'
  const { pid, host, since } = holder.output
  return (
    `the process with id ${pid} on host ${host}, since ${since}, or by its engine. ` +
    'If it runs in a container, the id is the one inside that container'
  )
}

async function readText(file: FileHandle): Promise<string> {
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(FILE_BYTES), 0, FILE_BYTES, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } catch {
    // SMB lets nobody read what another machine has locked.
    return ''
  }
}
